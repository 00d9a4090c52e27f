import type { about as english } from '../en/about.ts';
import type { Translation } from '../translation.ts';

export const about: Translation<typeof english> = {
  'about.title': 'Giới thiệu Negatoscope',
  'about.version': 'Phiên bản {version}',
  'about.purpose-text':
    'Không được dùng kết quả để quyết định chăm sóc bệnh nhân. Ảnh, mô hình và kết quả ở lại trên máy này.',
  'about.engine': 'Bộ tính toán',
  'about.engine-text': 'Bộ nào đang tính toán, và vì sao không phải các bộ khác.',
  'about.appearance': 'Hiển thị',
  'about.data': 'Nơi lưu dữ liệu',
  'about.data-text':
    'Thư viện, mô hình và nhật ký nằm trong một thư mục. Chép thư mục đó khi ứng dụng đã đóng là có bản sao lưu đầy đủ.',
  'about.home': 'Thư mục dữ liệu',
  'about.platform': 'Nền tảng',
  'about.front': 'Cửa sổ',
  'front.electron': 'Ứng dụng máy tính',
  'front.browser': 'Trình duyệt trên máy này',
  'front.command-line': 'Dòng lệnh',
  'doctor.title': 'Báo cáo khám máy',
  'doctor.text':
    'Xem xét bộ tính toán, phiên bản, cơ sở dữ liệu và ổ đĩa. Hãy gửi kèm khi báo lỗi; báo cáo không nêu tên ảnh hay bệnh nhân nào.',
  'doctor.examine': 'Khám máy',
  'doctor.copy': 'Chép báo cáo',
  'doctor.copied': 'Báo cáo đã ở trong bộ nhớ tạm.',
  'doctor.gpu': 'GPU',
  'doctor.tensorflow': 'Thư viện TensorFlow',
  'doctor.tfjs': 'TensorFlow.js',
  'doctor.node': 'Node',
  'doctor.electron': 'Electron',
  'doctor.processors': 'Bộ xử lý',
  'doctor.database': 'Cơ sở dữ liệu',
  'doctor.database-value': 'lược đồ {schema}, toàn vẹn {integrity}, SQLite {sqlite}',
  'doctor.disk': 'Ổ đĩa',
  'doctor.disk-value': 'thư viện {library}, còn trống {free}',
  'doctor.none': 'không có',
};
