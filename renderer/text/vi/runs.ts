import type { runs as english } from '../en/runs.ts';
import type { Translation } from '../translation.ts';

export const runs: Translation<typeof english> = {
  'runs.title': 'Các lần chạy',
  'runs.text': 'Mọi mạng đã huấn luyện trên máy này và kết quả đạt được.',
  'runs.new': 'Lần chạy mới',
  'runs.none': 'Chưa có lần chạy nào',
  'runs.none-text': 'Mỗi lần huấn luyện là một lần chạy, được lưu cùng thiết lập, đường cong và kết quả.',
  'runs.column-name': 'Lần chạy',
  'runs.column-status': 'Trạng thái',
  'runs.column-dataset': 'Bộ dữ liệu',
  'runs.column-preset': 'Mạng',
  'runs.column-engine': 'Bộ tính toán',
  'runs.column-epochs': 'Epoch',
  'runs.column-rocAuc': 'AUC kiểm định',
  'runs.column-accuracy': 'Độ chính xác kiểm định',
  'runs.column-created': 'Tạo lúc',
  'runs.epochs': '{done} / {planned}',

  'status.queued': 'Đang chờ',
  'status.running': 'Đang chạy',
  'status.completed': 'Hoàn thành',
  'status.stopped': 'Đã dừng',
  'status.interrupted': 'Bị gián đoạn',
  'status.failed': 'Thất bại',
};
