import type { library as english } from '../en/library.ts';
import type { Translation } from '../translation.ts';

export const library: Translation<typeof english> = {
  'library.title': 'Thư viện',
  'library.text': 'Các bộ dữ liệu X-quang ngực của bạn. Thư mục gốc không bao giờ bị thay đổi.',
  'library.import': 'Nhập ảnh',
  'library.imports': 'Các lần nhập',
  'library.import-again': 'Tìm ảnh mới của {name}',
  'library.drop': 'Thả một thư mục để nhập',
  'count.excluded.other': '{count} đã loại',
  'library.open': 'Mở',
  'library.train': 'Huấn luyện',
  'library.delete': 'Xóa bộ dữ liệu',
  'library.delete-named': 'Xóa bộ dữ liệu {name}',
  'library.delete-title': 'Xóa bộ dữ liệu này?',
  'library.delete-text':
    '“{name}” và các ảnh đã giải mã sẽ bị xóa khỏi thư viện. Thư mục gốc được giữ nguyên.',
  'library.deleted': 'Đã xóa “{name}” khỏi thư viện.',

  'empty-library.title': 'Thư viện đang trống',
  'empty-library.text':
    'Hãy nhập một thư mục X-quang ngực, trong đó mỗi lớp là một thư mục con, hoặc xem thử với ảnh mẫu.',
  'empty-library.samples': 'Dùng thử với ảnh mẫu',
  'empty-library.import-title': 'Nhập ảnh',
  'empty-library.import-text':
    'Ảnh được kiểm tra, ảnh trùng được tách riêng, bệnh nhân được nhận diện. Không có gì rời khỏi máy này.',
  'empty-library.train-title': 'Huấn luyện',
  'empty-library.train-text':
    'Chỉ một nút để huấn luyện mạng trên bộ dữ liệu; một bệnh nhân không bao giờ có mặt ở cả tập huấn luyện lẫn tập kiểm định.',
  'empty-library.diagnose-title': 'Chẩn đoán',
  'empty-library.diagnose-text':
    'Thả một ảnh vào mô hình đã huấn luyện để xem xác suất và các điểm cần lưu ý.',

  'import.title': 'Nhập ảnh',
  'import.lead':
    'Chọn thư mục có mỗi lớp là một thư mục con, hoặc gồm các thư mục train, val và test. Tệp CSV cũng được.',
  'import.path': 'Thư mục hoặc tệp CSV',
  'import.path-hint': 'DICOM, JPEG, PNG và các loại tệp ảnh thông dụng khác. Chỉ đọc, không bao giờ ghi vào.',
  'import.name': 'Tên bộ dữ liệu',
  'import.name-hint': 'Nếu là tên của bộ dữ liệu đã nhập từ cùng nơi, ảnh mới được thêm vào bộ dữ liệu đó.',
  'import.advanced': 'Nâng cao',
  'import.csv': 'Tệp CSV chứa nhãn (không bắt buộc)',
  'import.csv-hint':
    'Khi lớp được ghi trong bảng chứ không theo thư mục: các cột path và label, có thể thêm patient, split và cột khác. Đường dẫn tính từ thư mục ở trên.',
  'import.class-words': 'Từ trong tên tệp cho biết lớp (không bắt buộc)',
  'import.class-words-hint':
    'Chẳng hạn “bacteria, virus”: khi đó person1_virus_6.jpeg thuộc lớp VIRUS. Các ảnh khác giữ lớp của thư mục.',
  'import.class-words-problem': '“{word}” không phải là một từ chỉ gồm chữ cái và chữ số.',
  'import.negative-class': 'Lớp không có dấu hiệu bệnh (không bắt buộc)',
  'import.negative-class-hint':
    'Mọi lớp khác là dấu hiệu bệnh mà mô hình báo xác suất. Để trống thì đó là lớp mang tên normal, negative hay tương tự.',
  'import.start': 'Bắt đầu nhập',
  'import.progress': 'Đang nhập {name}',
  'import.phase-searching': 'Đang tìm ảnh',
  'import.phase-reading': 'Đang đọc và kiểm tra ảnh',
  'import.phase-storing': 'Đang lưu',
  'import.done': '{done} trên {total}',
  'import.cancel': 'Hủy nhập',
  'import.report': 'Báo cáo nhập {name}',
  'import.ended': 'Đã nhập {name}',
  'import.failed': 'Chưa nhập được {name}',
  'import.added.other': 'thêm {count} ảnh',
  'import.unchanged.other': '{count} ảnh đã có sẵn',
  'import.duplicates.other': '{count} ảnh trùng, mỗi ảnh giữ một bản',
  'import.rejected.other': 'từ chối {count} tệp',
  'import.took': 'mất {duration}',
  'import.revise': 'Sửa và thử lại',
  'import.unfinished': 'Chưa nhập xong {source}',
  'import.unfinished-text':
    'Negatoscope đã dừng giữa chừng. Không có gì của lần nhập này được giữ trong “{name}”: thư viện vẫn như trước đó.',
  'import.again': 'Nhập lại',
  'import.discard': 'Bỏ qua',
  'import.dismiss': 'Đóng báo cáo',
  'rejected.summary.other': 'Đã từ chối {count} tệp: xem tệp nào và vì sao',
  'rejected.label': 'Các tệp bị từ chối',
  'rejected.file': 'Tệp',
  'rejected.reason': 'Lý do bị bỏ qua',
  'rejected.more.other': 'và {count} tệp nữa',

  'folders.label': 'Các thư mục trên máy này',
  'folders.browse': 'Duyệt',
  'folders.up': 'Thư mục cha',
  'folders.choose': 'Chọn thư mục này',
  'folders.none': 'Không có thư mục nào ở đây',
  'folders.files.other': '{count} tệp',

  'pattern.title': 'Cách nhận ra bệnh nhân từ tên tệp',
  'pattern.hint':
    'Biểu thức chính quy có nhóm tên “patient”. Biểu thức khớp đầu tiên được dùng; tệp không khớp biểu thức nào được coi là một bệnh nhân riêng.',
  'pattern.name': 'Tên của mẫu {number}',
  'pattern.expression': 'Biểu thức của mẫu {number}',
  'pattern.remove': 'Bỏ mẫu {number}',
  'pattern.add': 'Thêm mẫu',
  'pattern.reset': 'Khôi phục các mẫu thường dùng',
  'pattern.try': 'Thử trên một tên tệp',
  'pattern.match': 'Bệnh nhân {patient}',
  'pattern.no-match': 'Không mẫu nào khớp: tệp sẽ được coi là một bệnh nhân riêng.',
  'pattern.problem-name': 'Đặt tên bằng chữ thường không dấu, chữ số và dấu gạch nối.',
  'pattern.problem-name-twice': 'Một mẫu khác đã có tên này.',
  'pattern.problem-expression-length': 'Nhập biểu thức dài tối đa 500 ký tự.',
  'pattern.problem-expression': 'Đây không phải là biểu thức chính quy.',
  'pattern.problem-group': 'Biểu thức cần có nhóm (?<patient>…) quanh mã bệnh nhân.',
};
