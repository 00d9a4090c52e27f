import type { patients as english } from '../en/patients.ts';
import type { Translation } from '../translation.ts';

export const patients: Translation<typeof english> = {
  'patients.text':
    'Những gì thư viện có về từng bệnh nhân: ảnh trong các bộ dữ liệu, và kết quả theo thời gian.',
  'patients.list': 'Danh sách bệnh nhân',
  'patients.record': 'Bệnh nhân',
  'patients.search': 'Tìm',
  'patients.search-placeholder': 'Một phần mã bệnh nhân',
  'patients.found.other': '{count} bệnh nhân',
  'patients.results.other': '{count} kết quả',
  'patients.predicted': 'dự đoán {time}',
  'patients.results-title': 'Kết quả theo thời gian',
  'patients.images': 'Ảnh',
  'patients.no-images': 'Không bộ dữ liệu nào có ảnh của bệnh nhân này.',
  'patients.no-results': 'Chưa có mô hình nào được hỏi về bệnh nhân này.',
  'patients.none': 'Chưa có bệnh nhân',
  'patients.none-text': 'Bệnh nhân được đọc từ tên các tệp mà bạn nhập hoặc đưa cho mô hình.',
  'patients.choose': 'Chọn một bệnh nhân',
  'patients.choose-text': 'Ảnh và kết quả theo thời gian hiện ở đây.',
};
