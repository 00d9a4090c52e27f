import type { diagnose as english } from '../en/diagnose.ts';
import type { Translation } from '../translation.ts';

export const diagnose: Translation<typeof english> = {
  'diagnose.title': 'Chẩn đoán',
  'diagnose.text': 'Đưa ảnh cho mô hình đã huấn luyện và xem nhận định về từng ảnh.',
  'diagnose.model': 'Mô hình',
  'diagnose.trained-on': '{preset}, huấn luyện trên {dataset}',
  'diagnose.open-run': 'Mở lần chạy của nó',
  'diagnose.threshold-detail': 'dương tính từ đây trở lên',
  'diagnose.drop': 'Thả ảnh vào đây, hoặc chọn tệp',
  'diagnose.drop-text': 'JPEG, PNG và các loại ảnh thông dụng khác. Ảnh ở lại trên máy này.',
  'diagnose.choose': 'Chọn tệp ảnh',
  'diagnose.results': 'Kết quả',
  'diagnose.clear': 'Xóa kết quả',
  'diagnose.remove': 'Bỏ {name}',
  'diagnose.predicting': 'Đang dự đoán…',
  'diagnose.progress': 'Tiến độ dự đoán',
  'diagnose.waiting.other': '{count} ảnh đang chờ',
  'diagnose.failed.other': '{count} ảnh không có kết quả',
  'diagnose.probability': 'Xác suất {class}',
  'diagnose.above': 'Bằng hoặc trên ngưỡng quyết định {threshold}.',
  'diagnose.below': 'Dưới ngưỡng quyết định {threshold}.',
  'diagnose.flags': 'Những điểm cần lưu ý',
  'diagnose.no-models': 'Chưa có mô hình nào được huấn luyện',
  'diagnose.no-models-text':
    'Hãy huấn luyện một lần chạy trước: epoch tốt nhất trở thành mô hình mà bạn có thể đưa ảnh vào.',
  'diagnose.file-too-large':
    'Tệp có dung lượng {size}; ở đây mô hình nhận tối đa {limit}. Hãy dùng dòng lệnh, hoặc bản xuất nhỏ hơn của ảnh.',
  'probability.label': 'Xác suất {class} là {probability}, ngưỡng quyết định {threshold}',
  'flag.near-threshold': 'Gần ngưỡng quyết định: mô hình không chắc chắn.',
  'flag.low-resolution': 'Nhỏ hơn cỡ ảnh vào của mô hình: thiếu chi tiết.',
  'flag.colour': 'Ảnh có màu: có thể là ảnh chụp lại hoặc ảnh màn hình.',
  'flag.unusual-shape': 'Dài hoặc rộng bất thường: có thể bị cắt, hoặc không phải X-quang ngực.',
};
