import type { reproduction as english } from '../en/reproduction.ts';
import type { Translation } from '../translation.ts';

export const reproduction: Translation<typeof english> = {
  'reproduction.title': 'Tái lập',
  'reproduction.text':
    'Cùng thiết lập, hạt giống và các ảnh này, bộ xử lý cho lại đúng các trọng số này. Lần lặp lại dùng nhãn và các ảnh bị loại như hiện nay, và nói rõ điều gì khác.',
  'reproduction.images-digest': 'Mã băm của tập ảnh',
  'reproduction.weights': 'Trọng số (SHA-256)',
  'reproduction.temperature': 'Nhiệt độ',
  'reproduction.biases': 'Độ chệch',
  'reproduction.mean': 'Trung bình của ảnh huấn luyện',
  'reproduction.deviation': 'Độ lệch chuẩn của chúng',
  'reproduction.repeat': 'Lặp lại lần chạy này',
  'reproduction.images': 'Xuất các ảnh đã dùng',
  'reproduction.images-title': 'Xuất các ảnh của lần chạy này ra tệp CSV',
  'reproduction.images-text':
    'Mỗi ảnh dùng để huấn luyện hoặc kiểm định là một dòng, theo thứ tự đã được đưa vào: mã băm nội dung, đường dẫn, nhãn, bệnh nhân và phần.',
  'repetition.of': 'Lặp lại',
  'repetition.images-same': 'Cùng ảnh, cùng nhãn, cùng cách chia',
  'repetition.images-reordered': 'Cùng ảnh nhưng theo thứ tự khác',
  'repetition.images-other.other': '{count} điểm khác về ảnh',
  'repetition.engine-same': 'Cùng bộ tính toán và phiên bản',
  'repetition.engine-other': 'Khác bộ tính toán hoặc phiên bản',
  'repetition.engine-unknown': 'Chưa biết bộ tính toán',
  'repetition.weights-same': 'Cùng trọng số, đến từng bit',
  'repetition.weights-other': 'Trọng số khác',
  'repetition.weights-unknown': 'Chưa có trọng số để so sánh',
  'repetition.differences': 'Điểm khác về ảnh',
  'repetition.difference': 'Điểm khác',
  'repetition.relabelled': 'Trước là {before}, nay là {after}',
  'repetition.left-out': 'Trước ở phần {before}, nay bị bỏ ra',
  'repetition.added': 'Trước không dùng, nay ở phần {after}',
  'repetition.moved': 'Trước ở phần {before}, nay ở phần {after}',
  'csv.path': 'Ghi vào tệp',
  'csv.path-hint': 'Một tệp chưa tồn tại.',
  'csv.write': 'Xuất ra CSV',
  'csv.written': 'Đã ghi {images} vào {path}',
};
