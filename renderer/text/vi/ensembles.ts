import type { ensembles as english } from '../en/ensembles.ts';
import type { Translation } from '../translation.ts';

export const ensembles: Translation<typeof english> = {
  'ensemble.make': 'Tạo mô hình kết hợp',
  'ensemble.title': 'Tạo mô hình kết hợp',
  'ensemble.text':
    'Mô hình kết hợp trả lời bằng trung bình của các thành viên, mỗi thành viên theo xác suất đã hiệu chỉnh của nó. Các thành viên phân biệt cùng các lớp.',
  'ensemble.members': 'Thành viên',
  'ensemble.members-figures': 'Kết quả riêng của từng thành viên',
  'ensemble.name': 'Tên',
  'ensemble.name-hint': 'Nếu để trống, tên lấy theo bộ dữ liệu.',
  'ensemble.choosing': 'Đang chọn ngưỡng quyết định',
  'ensemble.needs-models': 'Lần chạy chưa có mô hình không thể là thành viên.',
  'ensemble.of.other': '{count} mô hình',
  'ensemble.subtitle': 'Mô hình kết hợp, huấn luyện trên {dataset}, tạo {when}',
  'ensemble.asks': 'Gồm {members}',
  'ensemble.member': 'Thành viên',
  'ensemble.own-threshold': 'Ngưỡng quyết định riêng',
  'ensemble.no-curves':
    'Mô hình kết hợp không được huấn luyện: đường cong, thiết lập và các tầng là của các thành viên.',
  'ensemble.no-point': 'Chưa có ngưỡng quyết định',
  'views.label': 'Tăng cường khi dự đoán',
  'views.off': 'Tắt',
  'views.count': '{count} góc nhìn',
  'views.hint':
    'Lâu gấp {count} lần: trung bình của ảnh và các thay đổi nhẹ của nó. Ngưỡng quyết định được chọn khi không dùng cách này.',
  'views.averaged': 'Trung bình của {count} góc nhìn mỗi ảnh',
};
