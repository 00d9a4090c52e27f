import type { shell as english } from '../en/shell.ts';
import type { Translation } from '../translation.ts';

export const shell: Translation<typeof english> = {
  'app.name': 'Negatoscope',
  'app.purpose': 'Dùng cho nghiên cứu, không phải thiết bị y tế',

  'shell.skip': 'Đến nội dung chính',
  'shell.connection-lost': 'Mất kết nối với ứng dụng. Đang thử kết nối lại…',
  'shell.screen-failed': 'Không hiển thị được màn hình này',
  'shell.screen-failed-text': 'Dữ liệu của bạn an toàn: thư viện do ứng dụng lưu giữ, không phải cửa sổ này.',

  'nav.label': 'Điều hướng chính',
  'nav.library': 'Thư viện',
  'nav.train': 'Huấn luyện',
  'nav.runs': 'Lần chạy',
  'nav.diagnose': 'Chẩn đoán',
  'nav.about': 'Giới thiệu',
  'nav.running.other': '{count} lần chạy đang diễn ra',

  'theme.label': 'Giao diện',
  'theme.dark': 'Tối',
  'theme.light': 'Sáng',
  'theme.system': 'Theo hệ thống',

  'status-bar.label': 'Trạng thái',
  'status-bar.run': 'Tiến độ của {name}',
  'status-bar.epoch': 'Epoch {epoch}/{epochs}',
  'status-bar.import': 'Đang nhập {name}',
  'status-bar.queued.other': '{count} lần chạy đang chờ',
  'time.left': 'còn {duration}',
  'time.seconds': '{seconds} giây',
  'time.minutes': '{minutes} phút',
  'time.minutes-seconds': '{minutes} phút {seconds} giây',
  'time.hours-minutes': '{hours} giờ {minutes} phút',
  'time.days-hours': '{days} ngày {hours} giờ',

  'engine.tensorflow-gpu': 'TensorFlow GPU',
  'engine.tensorflow-cpu': 'TensorFlow CPU',
  'engine.webgpu': 'WebGPU',
  'engine.wasm': 'WebAssembly',
  'engine.starting': 'Bộ tính toán khởi động khi cần',
  'engine.stopped': 'Bộ tính toán đã dừng',
  'engine.details': 'Bộ tính toán là gì và vì sao được chọn',
  'engine.in-use': 'Đang dùng',
  'engine.available': 'Dùng được',
  'engine.unavailable': 'Không dùng được',

  'load.loading': 'Đang tải…',
  'load.failed': 'Không tải được phần này',
  'load.retry': 'Thử lại',
  'thumbnail.missing': 'Không có ảnh',
  'dialog.close': 'Đóng',
  'dialog.cancel': 'Hủy',
  'toasts.label': 'Thông báo',
  'toasts.dismiss': 'Đóng thông báo',
  'name.problem': 'Hãy chọn tên khác: {reason}.',

  'count.images.other': '{count} ảnh',
  'count.patients.other': '{count} bệnh nhân',
  'count.duplicates.other': 'bỏ qua {count} ảnh trùng',
  'count.warnings.other': '{count} cảnh báo',
  'class-bar.label': 'Số ảnh mỗi lớp',
};
