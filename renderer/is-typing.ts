/** Whether a key pressed there is the element's own: fields, menus, tabs and dialogs keep their keys. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input:not([type=file]), select, textarea, dialog, [role=tablist]') !== null
  );
}
