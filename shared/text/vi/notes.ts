import type { NoteCode } from '../../ipc/message.ts';
import type { MessageTexts } from '../message-texts.ts';

/** Notes on a split, warnings of an evaluation, and why a run waits or ended. */
export const notes: MessageTexts<NoteCode> = {
  'test-folder-set-aside': ['Thư mục test được để riêng: {images} ảnh.', 'Thư mục test được để riêng.'],
  'patients-of-test-set-aside': [
    '{images} ảnh của các bệnh nhân cũng có trong thư mục test được để riêng.',
    'Ảnh của các bệnh nhân cũng có trong thư mục test được để riêng.',
  ],
  'patients-of-validation-set-aside': [
    '{images} ảnh của các bệnh nhân cũng có trong thư mục kiểm định được để riêng.',
    'Ảnh của các bệnh nhân cũng có trong thư mục kiểm định được để riêng.',
  ],
  'validation-folder-missing':
    'Không có thư mục kiểm định để dùng; một phần ảnh được giữ lại để kiểm định thay cho nó.',
  'validation-folder-not-wanted':
    'Thư mục kiểm định không được dùng, theo yêu cầu: ảnh của nó được chia cùng các ảnh khác.',
  'validation-folder-not-enough': [
    'Thư mục kiểm định không được dùng: lớp nhỏ nhất có {images} ảnh, cần {needed} ảnh để chọn mô hình. Ảnh của nó được chia cùng các ảnh khác.',
    'Thư mục kiểm định không được dùng vì quá nhỏ.',
  ],
  'validation-folder-used': ['Thư mục kiểm định được dùng: {images} ảnh.', 'Thư mục kiểm định được dùng.'],
  'class-not-validated': [
    '{class} chỉ có một bệnh nhân, dùng để huấn luyện: phần kiểm định không đo lớp này.',
    'Một lớp chỉ có một bệnh nhân, nên phần kiểm định không đo lớp này.',
  ],
  'images-limited': ['Giới hạn {limit} ảnh bỏ ra {leftOut} ảnh.', 'Giới hạn số ảnh đã bỏ ra một số ảnh.'],

  'one-class-judged': [
    'Mọi ảnh đều thuộc lớp {class}: không tính được những gì phân biệt các lớp, như ROC AUC.',
    'Mọi ảnh đều thuộc một lớp: không tính được những gì phân biệt các lớp, như ROC AUC.',
  ],
  'test-rows-taken': [
    'Trong {rows} dòng, {images} dòng của phần test được dùng.',
    'Chỉ các dòng của phần test được dùng.',
  ],
  'images-seen': [
    '{images} trong {total} ảnh đã được dùng để huấn luyện hoặc chọn mô hình này: các con số tốt hơn thực tế.',
    'Có ảnh đã được dùng để huấn luyện hoặc chọn mô hình này: các con số tốt hơn thực tế.',
  ],
  'patients-seen': [
    '{images} trong {total} ảnh mang tên các bệnh nhân có ảnh khác đã được dùng để huấn luyện hoặc chọn mô hình này: nếu đúng là cùng bệnh nhân, các con số tốt hơn thực tế.',
    'Có ảnh của các bệnh nhân mà mô hình này đã thấy: các con số có thể tốt hơn thực tế.',
  ],
  'operating-point-provisional':
    'Chưa chọn ngưỡng quyết định: các số liệu lấy 0,5. Hãy chọn ngưỡng quyết định ở đây.',
  'views-averaged': [
    'Mỗi xác suất là trung bình của {views} góc nhìn của ảnh; ngưỡng quyết định được chọn khi không dùng chúng.',
    'Mỗi xác suất là trung bình của nhiều góc nhìn của ảnh; ngưỡng quyết định được chọn khi không dùng chúng.',
  ],
  'chosen-on-held-out-images': [
    'Ngưỡng quyết định được chọn trên {images} ảnh của {patients} bệnh nhân mà mọi thành viên đều để riêng.',
    'Ngưỡng quyết định được chọn trên các ảnh mà mọi thành viên đều để riêng.',
  ],
  'chosen-out-of-fold': [
    'Ngưỡng quyết định được chọn trên {images} ảnh của {patients} bệnh nhân, mỗi ảnh do các thành viên không được huấn luyện trên đó đánh giá.',
    'Ngưỡng quyết định được chọn trên các ảnh, mỗi ảnh do các thành viên không được huấn luyện trên đó đánh giá.',
  ],
  'nothing-to-choose-on': [
    'Chưa chọn ngưỡng quyết định: các thành viên chỉ để riêng {images} ảnh, cần ít nhất {needed} bệnh nhân mỗi lớp. Hãy đánh giá trên ảnh chưa thành viên nào thấy và chọn ở đó.',
    'Chưa chọn ngưỡng quyết định: các thành viên không học từ cùng một bộ dữ liệu. Hãy đánh giá trên ảnh chưa thành viên nào thấy và chọn ở đó.',
  ],
  'images-repeated': [
    '{images} ảnh lặp lại nội dung của ảnh khác, nên được tính nhiều hơn một lần.',
    'Có ảnh lặp lại nội dung của ảnh khác, nên được tính nhiều hơn một lần.',
  ],

  'fold-validated': [
    'Kiểm định trên phần {fold} trong {folds}, theo bệnh nhân.',
    'Kiểm định trên một phần bệnh nhân.',
  ],
  'study-stopped': [
    'Đã dừng. Xong {done} trong {trials} lượt thử; tiếp tục sẽ chạy những lượt còn lại.',
    'Đã dừng. Tiếp tục sẽ chạy những lượt thử còn lại.',
  ],
  'study-closed': [
    'Negatoscope bị đóng trước khi nghiên cứu kết thúc. Xong {done} trong {trials} lượt thử; tiếp tục sẽ chạy những lượt còn lại.',
    'Negatoscope bị đóng trước khi nghiên cứu kết thúc. Tiếp tục sẽ chạy những lượt thử còn lại.',
  ],
  'study-process-lost': [
    'Tiến trình chạy nghiên cứu kết thúc không báo trước. Xong {done} trong {trials} lượt thử; tiếp tục sẽ chạy những lượt còn lại.',
    'Tiến trình chạy nghiên cứu kết thúc không báo trước. Tiếp tục sẽ chạy những lượt thử còn lại.',
  ],
  'study-time-spent': [
    'Đã dùng hết thời gian cho phép sau {done} trong {trials} lượt thử.',
    'Đã dùng hết thời gian cho phép.',
  ],
  'trials-cut-short': [
    '{left} trong {trials} lượt thử bị cắt ngang. Hãy tiếp tục nghiên cứu để chạy nốt.',
    'Có lượt thử bị cắt ngang. Hãy tiếp tục nghiên cứu để chạy nốt.',
  ],
  'trials-failed': [
    '{failed} trong {trials} lượt thử thất bại; mỗi lượt cho biết lý do.',
    'Có lượt thử thất bại; mỗi lượt cho biết lý do.',
  ],

  'waits-for-window': 'Đang đợi: đến lượt khi Negatoscope được mở lại.',
  'waits-for-another-process': 'Đang đợi một lần chạy của tiến trình Negatoscope khác trên thư viện này.',
  'stopped-before-start': 'Đã dừng trước khi bắt đầu.',
  'stopped-before-training': 'Đã dừng trước khi huấn luyện.',
  'stopped-early': [
    'Dừng sớm: chỉ số dùng để chọn không tốt hơn epoch {epoch} trong {patience} epoch.',
    'Dừng sớm vì không còn tiến bộ.',
  ],
  'time-limit-reached': [
    'Dừng ở giới hạn thời gian {limit} phút, sau {minutes} phút huấn luyện.',
    'Dừng ở giới hạn thời gian.',
  ],
  'app-closed': [
    'Negatoscope bị đóng trước khi lần chạy kết thúc. Hãy tiếp tục để chạy tiếp từ cuối epoch {epoch}.',
    'Negatoscope bị đóng trước khi lần chạy kết thúc. Chưa xong epoch nào: tiếp tục nghĩa là chạy lại từ đầu với cùng hạt giống.',
  ],
  'process-lost': [
    'Tiến trình huấn luyện kết thúc không báo trước: bị dừng, bị lỗi, hoặc máy tắt. Hãy tiếp tục để chạy tiếp từ cuối epoch {epoch}.',
    'Tiến trình huấn luyện kết thúc không báo trước: bị dừng, bị lỗi, hoặc máy tắt. Chưa xong epoch nào: tiếp tục nghĩa là chạy lại từ đầu với cùng hạt giống.',
  ],
};
