import type { AppErrorCode } from '../../ipc/app-error.ts';
import type { MessageTexts } from '../message-texts.ts';

/** Every error's text. Where a code stands for several situations, the details tell which text fits. */
export const errors: MessageTexts<AppErrorCode> = {
  'usage-wrong': 'Lệnh hoặc tùy chọn không đúng. Hãy xem phần trợ giúp của dòng lệnh.',
  'input-invalid': [
    'Cửa sổ đã gửi cho ứng dụng một giá trị không hợp lệ ở trường “{field}”. Hãy sửa giá trị đó rồi thử lại.',
    '“{className}” không phải là một lớp của bộ dữ liệu. Hãy chọn một lớp có trong bộ dữ liệu.',
    'Lớp dương tính “{positiveClass}” không có trong các lớp tìm thấy. Hãy chọn một lớp có trong thư mục.',
    'Hai lần đánh giá {first} và {second} không có ảnh nào chung. Hãy đánh giá cả hai lần chạy trên cùng một thư mục.',
    'Phần “{part}” của cách chia không có ảnh nào. Hãy chọn tỷ lệ kiểm định hoặc giới hạn số ảnh khác.',
    'Ảnh có cạnh {received} điểm ảnh, còn mô hình cần {expected}. Hãy đọc lại ảnh ở kích thước đó.',
    '{path} được chia thành nhiều phần. Mô hình phải được đánh giá trên ảnh không dùng để huấn luyện: hãy chọn một phần, chẳng hạn thư mục test.',
    'Mạng không có tầng “{layer}” nào tạo ra bản đồ đặc trưng. Các tầng có bản đồ: {layers}.',
    'Mô hình kết hợp “{ensemble}” không có mạng riêng. Hãy chọn một lần chạy thành viên của nó.',
    'Lưới có {combinations} tổ hợp, nhiều hơn một nghiên cứu có thể chạy. Hãy bớt giá trị, đặt số lượt thử, hoặc dò ngẫu nhiên.',
    'Ứng dụng nhận được một giá trị không hợp lệ. Hãy kiểm tra những gì đã nhập rồi thử lại.',
  ],
  'path-not-found': [
    'Trình duyệt không cho biết “{dropped}” vừa thả nằm ở đâu. Hãy gõ đường dẫn, hoặc chọn ở đây.',
    'Không tìm thấy {path}. Hãy kiểm tra tên, và ổ đĩa chứa nó đã được kết nối chưa.',
    'Không tìm thấy tệp hoặc thư mục cần dùng. Hãy chọn một thư mục ảnh của bạn.',
  ],
  'path-unreadable': [
    'Không mở được {path}. Hãy sửa quyền truy cập, hoặc chọn nơi khác.',
    'Hệ thống không cho phép mở tệp hoặc thư mục này. Hãy sửa quyền truy cập, hoặc chọn lại.',
  ],
  'name-taken': [
    'Đã có một nghiên cứu tên “{study}”. Hãy chọn tên khác, chẳng hạn “{free}”.',
    'Tên “{name}” là của bộ dữ liệu nhập từ {source}. Hãy chọn tên khác, hoặc xóa bộ dữ liệu đó trước.',
    'Đã có một lần chạy tên “{name}”. Hãy chọn tên khác, chẳng hạn “{free}”.',
    'Tên “{name}” đã được dùng. Hãy chọn tên khác.',
    'Tên này đã được dùng. Hãy chọn tên khác.',
  ],
  'name-invalid':
    'Tên này không dùng được. Tên có từ 1 đến 100 ký tự, không có ký tự điều khiển, không có khoảng trắng ở hai đầu và không chỉ gồm chữ số.',
  'csv-invalid': [
    '{csv}, dòng {line}, cột “{column}”: ghi “{says}” cho {file}, mà dòng {firstLine} ghi “{said}”. Dòng {firstLine} được tính; hãy giữ lại một dòng.',
    '{csv}, dòng {line}, cột “{column}”: ghi về {file} khác với dòng {firstLine}. Dòng {firstLine} được tính; hãy giữ lại một dòng.',
    '{csv}, dòng {line}, cột “{column}”: {outside} nằm ngoài thư mục.',
    '{csv}, dòng {line}, cột “{column}”: {link} là liên kết dẫn ra ngoài thư mục. Hãy đặt chính tệp đó vào đây.',
    '{csv}, dòng {line}, cột “{column}”: không có tệp “{missing}” trong thư mục.',
    '{csv}, dòng {line}, cột “{column}”: “{unknown}” không phải là lớp của bộ dữ liệu, vốn có {known}. Hãy sửa lại, hoặc nhập dưới tên mới.',
    '{csv}, dòng {line}, cột “{column}”: ghi “{split}”; cần train, val hoặc test, hoặc để trống.',
    '{csv}, dòng {line}, cột “{column}”: ghi “{excluded}”; cần yes hoặc no, hoặc để trống.',
    '{csv}, dòng {line}: có {cells} ô trong khi dòng đầu có {headings} cột. Hãy đặt trong ngoặc kép những ô chứa dấu phân cách.',
    '{csv}, dòng {line}, cột “{column}”: để trống; mỗi ảnh cần một lớp.',
    'Còn {more} dòng nữa của {path} không dùng được. Hãy sửa những dòng đã nêu trước, rồi nhập lại.',
    'Tệp CSV {path} có dấu ngoặc kép ({openQuote}) mở mà không đóng, nên không tách được các dòng. Hãy đóng dấu ấy, hoặc lưu lại bảng ở dạng “CSV UTF-8”.',
    'Tệp CSV {path} không phải là văn bản {encoding}. Hãy lưu lại bảng ở dạng “CSV UTF-8”.',
    'Tệp CSV {path} thiếu cột {lacks}. Dòng đầu phải có cột đường dẫn (path) và cột nhãn (label).',
    'Tệp CSV {path} không đúng định dạng. Tệp cần một dòng tiêu đề với cột đường dẫn và cột nhãn.',
    'Tệp CSV không đúng định dạng. Tệp cần một dòng tiêu đề với cột đường dẫn và cột nhãn.',
  ],
  'pattern-invalid': [
    'Mẫu nhận dạng bệnh nhân “{pattern}” không hợp lệ. Mẫu là một biểu thức chính quy JavaScript có nhóm tên “patient”.',
    'Mẫu nhận dạng bệnh nhân không hợp lệ. Mẫu là một biểu thức chính quy JavaScript có nhóm tên “patient”.',
  ],

  'dataset-not-found': [
    'Không (còn) có bộ dữ liệu “{dataset}” trong thư viện.',
    'Bộ dữ liệu này không (còn) có trong thư viện.',
  ],
  'dataset-empty': [
    'Không đọc được tệp nào trong {path} ({rejected} tệp bị loại). Hãy chọn một thư mục ảnh X-quang.',
    'Cả {excluded} ảnh của bộ dữ liệu “{dataset}” đều đã bị loại, không còn ảnh nào để huấn luyện. Hãy đưa vào lại những ảnh cần tính: bộ lọc “Đã loại” của bộ dữ liệu cho thấy chúng.',
    'Cả {tested} ảnh được tính của bộ dữ liệu “{dataset}” đều thuộc phần test, vốn để dành cho đánh giá: không còn ảnh nào để huấn luyện và kiểm định. Hãy đưa vào lại ảnh đã loại, hoặc nhập thêm ảnh của các phần khác.',
    '{path} không có ảnh nào dùng được. Cần một thư mục cho mỗi lớp, bên trong là ảnh.',
    'Lần chạy “{run}” không còn ảnh kiểm định nào trong thư viện. Hãy nhập lại bộ dữ liệu của nó, hoặc huấn luyện lần mới.',
    'Không có ảnh nào dùng được. Cần một thư mục cho mỗi lớp, bên trong là ảnh.',
  ],
  'dataset-without-classes': [
    '{path} có tệp nhưng không có thư mục lớp. Cần một thư mục cho mỗi lớp (chẳng hạn NORMAL và PNEUMONIA), hoặc các thư mục train, val, test chứa chúng, hoặc một tệp CSV ghi đường dẫn và nhãn.',
    'Thư mục không có thư mục lớp. Cần một thư mục cho mỗi lớp, chẳng hạn NORMAL và PNEUMONIA.',
  ],
  'dataset-one-class': [
    'Mọi ảnh đều thuộc một lớp, {class}; cần ít nhất hai lớp để phân biệt. Nếu các thư mục bên trong là lớp, hãy nhập thư mục đó.',
    'Bộ dữ liệu “{dataset}” không có ảnh nào được tính thuộc {missing}, mà huấn luyện cần ít nhất hai lớp để phân biệt. Hãy đưa vào lại ảnh đã loại, hoặc nhập thêm ảnh thuộc {missing}.',
    'Bộ dữ liệu chỉ có một lớp; cần ít nhất hai lớp để phân biệt.',
  ],
  'dataset-class-too-small': [
    'Cả {tested} ảnh được tính của lớp {class} đều thuộc phần test hoặc là của bệnh nhân trong phần ấy, vốn để dành cho đánh giá: không còn ảnh nào cho phần {part}. Hãy thêm ảnh của bệnh nhân khác thuộc lớp này.',
    'Chia {folds} phần cần ít nhất {folds} bệnh nhân mỗi lớp, mà lớp {class} chỉ có {patients}. Hãy giảm số phần, hoặc thêm ảnh của nhiều bệnh nhân hơn.',
    'Khi chia theo bệnh nhân, không còn ảnh nào của lớp {class} cho phần {part}. Hãy thêm ảnh của ít nhất hai bệnh nhân thuộc lớp này, hoặc tăng giới hạn số ảnh.',
    'Một lớp có quá ít bệnh nhân để chia. Hãy thêm ảnh của nhiều bệnh nhân hơn thuộc lớp đó.',
  ],
  'dataset-source-missing': [
    'Cần đọc lại ảnh của “{dataset}” ở {imageSize} điểm ảnh, nhưng {path} không còn hoặc đã thay đổi. Hãy trả tệp về chỗ cũ, hoặc huấn luyện ở kích thước đã lưu.',
    'Tệp gốc của bộ dữ liệu không còn hoặc đã thay đổi. Hãy trả tệp về chỗ cũ, hoặc huấn luyện ở kích thước đã lưu.',
  ],
  'dataset-in-use': [
    'Có lần chạy được huấn luyện trên bộ dữ liệu “{dataset}”. Hãy xóa các lần chạy đó trước, rồi xóa bộ dữ liệu.',
    'Bộ dữ liệu này đang được dùng. Hãy xóa các lần chạy của nó trước.',
  ],
  'dataset-busy': [
    'Bộ dữ liệu “{dataset}” đang được nhập hoặc chuẩn bị. Hãy đợi xong, hoặc hủy việc đó.',
    'Bộ dữ liệu đang được nhập hoặc chuẩn bị. Hãy đợi xong, hoặc hủy việc đó.',
  ],
  'classes-mismatch': [
    'Các lớp của {path} là {classes}, khác với các lớp mà lần chạy phân biệt. Hãy chọn thư mục có các thư mục lớp cùng tên.',
    'Hai lần đánh giá {first} và {second} tìm các lớp khác nhau. Hãy so sánh hai lần tìm cùng một lớp.',
    'Các lớp không khớp với các lớp mà lần chạy phân biệt.',
  ],
  'cache-damaged': [
    'Điểm ảnh đã lưu của “{dataset}” bị mất hoặc hỏng. Hãy nhập lại thư mục của nó với cùng tên; ảnh gốc không bị ảnh hưởng.',
    'Điểm ảnh đã lưu bị mất hoặc hỏng. Hãy nhập lại bộ dữ liệu; ảnh gốc không bị ảnh hưởng.',
  ],
  'import-cancelled': [
    'Việc nhập “{dataset}” đã bị hủy. Thư viện vẫn như trước.',
    'Việc này đã bị hủy. Thư viện vẫn như trước.',
  ],
  'import-not-found': 'Lần nhập này không còn nữa: nó đã kết thúc.',

  'image-empty': 'Tệp rỗng (0 byte). Hãy sao chép lại từ nguồn.',
  'image-unreadable':
    'Không đọc được tệp: tệp không còn ở đó, không phải tệp thường, hoặc bạn không có quyền mở.',
  'image-not-an-image': 'Tệp không phải là ảnh mà phiên bản này đọc được, dù tên tệp là gì.',
  'image-truncated': 'Tệp bắt đầu như một ảnh nhưng bị cắt cụt hoặc hỏng. Hãy sao chép lại từ nguồn.',
  'image-too-small': [
    'Ảnh có {width} × {height} điểm ảnh; cần ít nhất 32 × 32.',
    'Ảnh quá nhỏ; cần ít nhất 32 × 32 điểm ảnh.',
  ],
  'image-too-large': [
    'Tệp có dung lượng {size}; ở đây mô hình nhận tối đa {limit}. Hãy dùng dòng lệnh, hoặc bản xuất nhỏ hơn của ảnh.',
    'Ảnh hoặc tệp quá lớn để đọc. Hãy lưu ảnh nhỏ hơn, hoặc dùng dòng lệnh.',
  ],
  'dicom-without-image': [
    'Tệp DICOM này không chứa ảnh (Modality là {modality}). Hãy chọn tệp có dữ liệu điểm ảnh (7FE0,0010).',
    'Tệp DICOM này không chứa ảnh. Hãy chọn tệp có dữ liệu điểm ảnh (7FE0,0010).',
  ],
  'dicom-syntax-unknown': [
    'Tệp DICOM có {field} là {value}, phiên bản này không đọc được. Hãy xuất lại tệp ở dạng không nén hoặc JPEG 2000.',
    'Phiên bản này không đọc được cách mã hóa của tệp DICOM. Hãy xuất lại tệp ở dạng không nén hoặc JPEG 2000.',
  ],
  'image-not-found': 'Ảnh này không còn trong thư viện.',
  'image-changed':
    'Tệp đã thay đổi từ khi vào thư viện nên không được hiển thị. Hãy trả tệp cũ về chỗ, hoặc nhập tệp mới.',
  'image-without-class':
    'Ảnh không thuộc lớp nào nên bị bỏ qua. Hãy đặt ảnh vào một thư mục lớp, hoặc ghi nhãn trong tệp CSV.',
  'folder-skipped': 'Thư mục bị bỏ qua: không mở được, hoặc liên kết dẫn ngược về chính nó.',

  'preset-not-found': ['Không có cấu hình sẵn “{preset}”.', 'Không có cấu hình sẵn này.'],
  'setting-unknown': [
    'Không có thiết lập “{setting}”. Có phải bạn muốn “{nearest}”?',
    'Không có thiết lập “{setting}”.',
    'Không có thiết lập này.',
  ],
  'setting-invalid': [
    'Thiết lập {setting} phải từ {minimum} đến {maximum}; giá trị đã cho là {value}.',
    'Thiết lập {setting} phải ít nhất là {minimum}; giá trị đã cho là {value}.',
    'Thiết lập {setting} phải là một trong: {choices}; giá trị đã cho là {value}.',
    'Thiết lập {setting} không nhận giá trị {value}.',
    'Thiết lập {setting} có giá trị không hợp lệ.',
    'Một thiết lập có giá trị không hợp lệ.',
  ],
  'network-invalid': 'Không huấn luyện được mạng này. Hãy sửa các tầng có lỗi.',
  'run-not-found': ['Không (còn) có lần chạy “{run}”. Hãy chọn lần khác.', 'Lần chạy này không còn nữa.'],
  'run-without-model': [
    'Lần chạy “{name}” chưa có mô hình. Hãy đợi hoặc tiếp tục chạy đến khi xong một epoch.',
    'Lần chạy này chưa có mô hình. Hãy đợi hoặc tiếp tục chạy đến khi xong một epoch.',
  ],
  'run-not-resumable': [
    'Không thể tiếp tục: điểm khôi phục của lần chạy được tạo với giá trị khác của {changed}. Hãy bắt đầu lần chạy mới.',
    'Lần chạy này không thể tiếp tục. Hãy bắt đầu lần chạy mới.',
  ],
  'run-in-ensemble': [
    'Lần chạy “{name}” là thành viên của mô hình kết hợp “{ensemble}”. Hãy xóa mô hình kết hợp đó trước.',
    'Lần chạy này là thành viên của một mô hình kết hợp. Hãy xóa mô hình kết hợp đó trước.',
  ],
  'ensemble-invalid': [
    'Mô hình kết hợp cần từ {least} đến {most} thành viên khác nhau. Hãy chọn thêm hoặc bớt lần chạy.',
    '“{nested}” đã là một mô hình kết hợp. Hãy chọn các thành viên của nó thay vào đó.',
    '“{name}” phân biệt {classes}, còn “{first}” phân biệt {expected}. Các thành viên phải có cùng các lớp theo cùng thứ tự.',
    'Không thể kết hợp các lần chạy này. Hãy chọn những lần chạy có mô hình và có cùng các lớp.',
  ],
  'operating-point-missing': [
    'Lần chạy “{name}” chưa có ngưỡng quyết định. Hãy đánh giá nó trên ảnh mà không thành viên nào đã thấy, rồi chọn ngưỡng quyết định ở đó.',
    'Lần chạy này chưa có ngưỡng quyết định. Hãy đánh giá nó rồi chọn ngưỡng quyết định.',
  ],
  'run-busy': [
    'Lần chạy “{name}” đang chờ, đang chạy hoặc không huấn luyện ở cửa sổ này, nên chưa làm được việc đó. Hãy đợi nó kết thúc, hoặc dừng nó trước.',
    'Bộ tính toán đang bận. Hãy đợi xong việc, hoặc dừng lần chạy, rồi thử lại.',
  ],
  'study-not-found': [
    'Không (còn) có nghiên cứu “{study}”. Hãy chọn nghiên cứu khác.',
    'Nghiên cứu này không còn nữa.',
  ],
  'study-not-resumable': [
    'Nghiên cứu “{name}” không còn lượt thử nào để chạy. Hãy bắt đầu nghiên cứu mới.',
    'Nghiên cứu này không còn lượt thử nào để chạy. Hãy bắt đầu nghiên cứu mới.',
  ],
  'study-busy': [
    'Nghiên cứu “{name}” đang chạy, nên chưa làm được việc đó. Hãy đợi nó kết thúc, hoặc dừng nó trước.',
    'Nghiên cứu này đang chạy. Hãy đợi nó kết thúc, hoặc dừng nó trước.',
  ],
  'evaluation-not-found': 'Lần đánh giá này không còn nữa: nó đã bị xóa cùng lần chạy của nó.',
  'run-cancelled': 'Việc này đã bị hủy trước khi xong.',
  'prediction-not-found': 'Kết quả này không còn trong thư viện: lần chạy của nó đã bị xóa.',
  'batch-not-found': 'Lô ảnh này đã kết thúc.',
  'checkpoint-damaged':
    'Điểm khôi phục hoặc mô hình của lần chạy bị hỏng. Hãy tiếp tục lần chạy để lưu lại, hoặc huấn luyện lại với cùng thiết lập.',
  'loss-not-finite': [
    'Hàm mất mát trở nên vô hạn hoặc không xác định ở epoch {epoch}, nên không thể huấn luyện tiếp. Hãy giảm tốc độ học (đang là {learningRate}) rồi bắt đầu lại.',
    'Hàm mất mát trở nên vô hạn hoặc không xác định, nên không thể huấn luyện tiếp. Hãy giảm tốc độ học rồi bắt đầu lại.',
  ],
  'format-unknown': ['Không có định dạng xuất “{format}”.', 'Không có định dạng xuất này.'],
  'output-not-writable': [
    '{path} nằm ngay trong thư mục dữ liệu {inside}. Hãy chọn một thư mục ở nơi khác.',
    'Không ghi được vào {path}. Hãy chọn một thư mục chưa có, hoặc một thư mục trống mà bạn có quyền ghi.',
    'Không ghi được kết quả. Hãy chọn một thư mục mà bạn có quyền ghi.',
  ],

  'disk-full': 'Ổ đĩa đã đầy. Hãy giải phóng dung lượng rồi thử lại; những gì đã lưu trước đó không bị mất.',
  'engine-unavailable': [
    'Bộ tính toán “{engine}” không chạy được ở đây. Hãy chọn “auto” để dùng bộ tính toán tốt nhất hiện có.',
    'Không khởi động được tiến trình huấn luyện. Hãy cài đặt lại ứng dụng.',
  ],
  'trainer-crashed':
    'Tiến trình huấn luyện kết thúc đột ngột. Lần chạy có thể tiếp tục từ điểm khôi phục cuối; chi tiết có trong nhật ký.',
  'trainer-out-of-memory':
    'Tiến trình huấn luyện hết bộ nhớ. Hãy đóng các chương trình khác, hoặc giảm kích thước lô hay kích thước ảnh; lần chạy có thể tiếp tục từ điểm khôi phục cuối.',
  'trainer-unresponsive': [
    'Tiến trình huấn luyện không phản hồi trong {seconds} giây và đã bị kết thúc. Lần chạy có thể tiếp tục từ điểm khôi phục cuối.',
    'Tiến trình huấn luyện không phản hồi và đã bị kết thúc. Lần chạy có thể tiếp tục từ điểm khôi phục cuối.',
  ],
  'database-newer':
    'Thư viện này đã được mở bằng phiên bản Negatoscope mới hơn. Hãy cập nhật ứng dụng, hoặc chọn thư mục dữ liệu khác.',
  'database-damaged':
    'Cơ sở dữ liệu của thư viện bị hỏng hoặc không phải của ứng dụng này. Hãy thay bằng bản sao lưu, hoặc chuyển nó đi để bắt đầu với thư viện trống.',
  'home-not-writable': [
    'Không tạo được hoặc không ghi được thư mục dữ liệu {path}. Hãy chọn thư mục khác, hoặc sửa quyền truy cập.',
    'Không còn ghi được vào thư mục dữ liệu: ổ đĩa của nó đã bị rút ra hoặc trở thành chỉ đọc. Hãy sửa điều đó rồi thử lại; những gì đã lưu trước đó không bị mất.',
  ],
  'home-missing': [
    'Thư viện đã được chuyển đến {path}, nhưng ở đó không có. Hãy nối ổ đĩa đó rồi mở lại, hoặc chọn thư mục khác bằng --home.',
    'Không hiểu được tệp {file} ghi nơi thư viện được chuyển đến. Hãy chọn thư mục dữ liệu bằng --home, hoặc sửa tệp đó.',
    'Không thấy thư mục dữ liệu mà thư viện được chuyển đến.',
  ],
  'home-incomplete': [
    '{path} chỉ có một nửa bản chép của thư viện: việc chuyển đến đó đã bị ngắt, thư viện vẫn ở chỗ cũ. Hãy chuyển đến đó lần nữa, hoặc xóa thư mục này.',
    'Thư mục này chỉ có một nửa bản chép của thư viện. Hãy chuyển lại, hoặc xóa thư mục này.',
  ],
  'home-busy': [
    'Thư viện trong {moving} đang được chuyển sang thư mục khác. Hãy đợi xong, hoặc hủy việc đó.',
    'Thư viện trong {path} đang làm việc, hoặc một tiến trình Negatoscope khác đang mở nó. Hãy đợi các lần chạy, nghiên cứu, lần nhập và dự đoán kết thúc, đóng các cửa sổ và lệnh khác, rồi thử lại.',
    'Thư viện đang được dùng. Hãy đợi xong rồi thử lại.',
  ],
  'home-moved': [
    'Thư viện đã được chuyển đến {path}. Hãy khởi động lại Negatoscope để mở nó ở đó.',
    'Thư viện đã được chuyển. Hãy khởi động lại Negatoscope.',
  ],
  'home-named': [
    'Thư mục dữ liệu {path} được chọn bằng --home nên không chuyển được ở đây. Hãy đóng ứng dụng, chép thư mục, rồi chọn bản chép bằng --home.',
    'Thư mục dữ liệu được chọn bằng --home nên không chuyển được ở đây.',
  ],
  'copy-damaged': [
    'Bản chép {path} không giống bản gốc. Thư viện vẫn ở chỗ cũ; hãy kiểm tra ổ đĩa, hoặc chọn ổ khác.',
    'Bản chép không giống bản gốc. Thư viện vẫn ở chỗ cũ.',
  ],
  'not-permitted': 'Việc này chỉ làm được trong ứng dụng trên máy tính.',
  'method-unknown': 'Cửa sổ và ứng dụng không cùng phiên bản. Hãy tải lại cửa sổ.',
  'connection-lost':
    'Mất kết nối với ứng dụng trước khi có câu trả lời. Kết nối tự khôi phục; hãy thử lại khi đó. Nếu không, hãy khởi động lại Negatoscope.',
  unexpected:
    'Đã xảy ra lỗi không lường trước. Chi tiết có trong nhật ký (thư mục “logs” trong thư mục dữ liệu).',
};
