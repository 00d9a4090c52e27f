// Runs before the first paint, so that a page in the light theme does not begin dark. The app itself comes later
// and sees to changes; what it remembers is JSON.
(() => {
  const read = (key) => {
    try {
      return JSON.parse(localStorage.getItem(key) ?? 'null');
    } catch {
      return null;
    }
  };
  const theme = read('negatoscope.theme');
  const isLight =
    theme === 'light' || (theme === 'system' && matchMedia('(prefers-color-scheme: light)').matches);
  document.documentElement.dataset.theme = isLight ? 'light' : 'dark';
  const language = read('negatoscope.language');
  if (language === 'vi' || language === 'en') document.documentElement.lang = language;
})();
