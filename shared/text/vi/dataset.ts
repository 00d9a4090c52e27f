import type { AuditFinding, DatasetWarning } from '../../domain/dataset.ts';
import type { MessageTexts } from '../message-texts.ts';

/** Warnings about a dataset and findings of its audit. */
export const dataset: MessageTexts<`warning.${DatasetWarning['code']}` | `finding.${AuditFinding['kind']}`> =
  {
    'warning.validation-folder-too-small': [
      'Thư mục kiểm định quá nhỏ để chọn mô hình: lớp nhỏ nhất có {smallest} ảnh, cần ít nhất {needed} ảnh mỗi lớp. Nếu không được yêu cầu dùng nó, việc huấn luyện sẽ chia ảnh của nó cùng các ảnh khác.',
      'Thư mục kiểm định quá nhỏ để chọn mô hình.',
    ],
    'warning.classes-imbalanced': [
      'Lớp lớn nhất ({largest}) có số ảnh gấp {times} lần lớp nhỏ nhất ({smallest}). Hãy đánh giá mô hình bằng độ nhạy và độ đặc hiệu, không chỉ bằng độ chính xác.',
      'Các lớp mất cân bằng. Hãy đánh giá mô hình bằng độ nhạy và độ đặc hiệu, không chỉ bằng độ chính xác.',
    ],
    'warning.label-conflict': [
      '{images} ảnh nằm trong hai lớp cùng lúc, dưới dạng các tệp có cùng nội dung; lớp của tệp đầu tiên được tính. Mục Kiểm tra liệt kê các ảnh đó.',
      'Có ảnh nằm trong hai lớp cùng lúc. Mục Kiểm tra liệt kê các ảnh đó.',
    ],
    'warning.patient-in-two-splits': [
      '{patients} bệnh nhân có mặt trong hơn một thư mục trong số train, val và test. Việc huấn luyện bỏ ra những ảnh khiến mô hình được thấy bệnh nhân dùng để đánh giá nó.',
      'Có bệnh nhân ở trong hơn một thư mục trong số train, val và test.',
    ],
    'warning.patient-unknown': [
      'Trong {images} ảnh, {unknown} ảnh không cho biết bệnh nhân theo các mẫu đã có, nên mỗi ảnh được coi là một bệnh nhân. Nếu một người có nhiều ảnh, hãy thêm một mẫu, hoặc một cột bệnh nhân trong tệp CSV.',
      'Có ảnh không cho biết bệnh nhân, nên mỗi ảnh được coi là một bệnh nhân.',
    ],
    'warning.source-missing': [
      'Thư mục {path} không còn ở đó. Vẫn huấn luyện được ở các kích thước ảnh đã lưu; nếu cần kích thước khác, hãy trả thư mục về chỗ cũ, hoặc nhập lại dưới cùng tên từ nơi nó đang nằm.',
      'Thư mục nguồn không còn ở đó. Vẫn huấn luyện được ở các kích thước ảnh đã lưu.',
    ],

    'finding.duplicate': [
      '{files} tệp có cùng nội dung nhưng mang tên của {patients} bệnh nhân khác nhau; tệp đầu tiên được giữ.',
      '{files} tệp có cùng nội dung; tệp đầu tiên được giữ.',
      'Các tệp có cùng nội dung; tệp đầu tiên được giữ.',
    ],
    'finding.near-duplicate': [
      '{files} ảnh trông như cùng một phim được lưu theo nhiều cách, thuộc {classes} lớp và {patients} bệnh nhân. Nếu đúng vậy, hãy loại trừ tất cả trừ một ảnh.',
      '{files} ảnh trông như cùng một phim được lưu theo nhiều cách. Nếu đúng vậy, hãy loại trừ tất cả trừ một ảnh.',
      'Các ảnh trông như cùng một phim được lưu theo nhiều cách.',
    ],
    'finding.label-conflict': [
      'Cùng một ảnh được gán nhiều nhãn ({classes}); nhãn {kept} được tính. Hãy sửa nhãn hoặc loại trừ ảnh, hoặc chuyển tệp sai đi rồi nhập lại.',
      'Cùng một ảnh được gán nhiều nhãn. Hãy sửa nhãn hoặc loại trừ ảnh.',
    ],
    'finding.patient-in-two-splits': [
      'Bệnh nhân {patient} có mặt trong hơn một phần trong số train, val và test.',
      'Một bệnh nhân có mặt trong hơn một phần trong số train, val và test.',
    ],
    'finding.patient-in-two-classes': [
      'Bệnh nhân {patient} có ảnh thuộc hơn một lớp.',
      'Một bệnh nhân có ảnh thuộc hơn một lớp.',
    ],
    'finding.unreadable-file': 'Tệp này không đọc được nên đã bị loại.',
    'finding.source-missing': [
      'Thư mục {path} không còn ở đó.',
      'Tệp không còn; điểm ảnh đã lưu vẫn được dùng.',
    ],
    'finding.classes-imbalanced': [
      'Lớp lớn nhất ({largest}) có số ảnh gấp {times} lần lớp nhỏ nhất ({smallest}). Hãy đánh giá mô hình bằng độ nhạy và độ đặc hiệu, không chỉ bằng độ chính xác.',
      'Các lớp mất cân bằng. Hãy đánh giá mô hình bằng độ nhạy và độ đặc hiệu, không chỉ bằng độ chính xác.',
    ],
  };
