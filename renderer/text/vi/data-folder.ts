import type { dataFolder as english } from '../en/data-folder.ts';
import type { Translation } from '../translation.ts';

export const dataFolder: Translation<typeof english> = {
  'folder.move': 'Chuyển chỗ…',
  'folder.move-title': 'Chuyển thư mục dữ liệu',
  'folder.move-text':
    'Thư viện được chép sang nơi mới, bản chép được kiểm tra, rồi từ đó ứng dụng mở ở nơi mới. Cho đến lúc đó không có gì thay đổi; sau đó thư mục cũ vẫn còn cho đến khi bạn xóa.',
  'folder.target': 'Thư mục dữ liệu mới',
  'folder.target-hint': 'Một thư mục trống, hoặc chưa có.',
  'folder.no-target': 'Hãy nhập một thư mục, hoặc duyệt đến đó.',
  'folder.start': 'Chuyển',
  'folder.copying': 'Đang chuyển thư mục dữ liệu',
  'folder.copying-text':
    'Mọi thứ đang được chép sang {target}. Xin đợi: trong lúc này không dùng được thư viện.',
  'folder.progress': 'Tiến độ chép',
  'folder.copied': '{done} trên {total}',
  'folder.checking': 'Đang kiểm tra bản chép…',
  'folder.cancel': 'Hủy và ở lại đây',
  'folder.cancelled': 'Đã hủy việc chuyển. Thư mục dữ liệu vẫn ở chỗ cũ.',
  'folder.moved': 'Đã chuyển thư mục dữ liệu',
  'folder.moved-text': 'Bây giờ là {target}.',
  'folder.start-again': 'Hãy đóng Negatoscope rồi mở lại để dùng tiếp ở đó.',
  'folder.starting-again': 'Negatoscope tự khởi động lại.',
  'folder.former': 'Thư viện vẫn còn ở chỗ cũ',
  'folder.former-text':
    'Thư mục {former} không còn được dùng. Hãy xóa nó khi bạn đã thấy mọi thứ đều có ở đây.',
  'folder.delete-former': 'Xóa ở chỗ cũ',
  'folder.keep-former': 'Giữ lại',
  'folder.delete-title': 'Xóa thư viện ở chỗ cũ?',
  'folder.delete-text':
    'Thư viện trong {former} sẽ bị xóa, cùng các mô hình và kết quả như lúc được chuyển. Thư viện đang dùng, {home}, không bị ảnh hưởng.',
  'folder.delete-confirm': 'Xóa',
};
