import type { help as english } from '../en/help.ts';
import type { Translation } from '../translation.ts';

export const help: Translation<typeof english> = {
  'help.this-screen': 'Trợ giúp về màn hình này',
  'help.contents': 'Mục lục hướng dẫn',
  'help.clinician': 'Dành cho bác sĩ',
  'help.researcher': 'Dành cho nhà nghiên cứu',
  'help.it': 'Dành cho bộ phận CNTT',
  'help.search': 'Tìm trong hướng dẫn',
  'help.none': 'Không chỗ nào trong hướng dẫn có đủ các từ này.',
  'help.found.other': 'tìm thấy {count} chỗ',
  'help.other-language': 'Trang này bằng tiếng Anh.',
  'help.read-translation': 'Đọc bản tiếng Việt',
  'help.no-page': 'Hướng dẫn không có trang này',
  'help.no-page-text': 'Trang có thể đã đổi tên. Mục lục liệt kê mọi trang.',
  'help.to-start': 'Về đầu hướng dẫn',
  'help.first-steps': 'Đọc các bước đầu tiên',
};
