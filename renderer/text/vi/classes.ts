import type { classes as english } from '../en/classes.ts';
import type { Translation } from '../translation.ts';

export const classes: Translation<typeof english> = {
  'classes.any-finding': 'dấu hiệu bệnh bất kỳ',
  'classes.probabilities': 'Xác suất của từng lớp',
  'classes.most-probable': 'của lớp có xác suất cao nhất',
  'classes.mean': 'trung bình các lớp, ở epoch tốt nhất',
  'classes.mean-auc': 'Trung bình các lớp',
  'classes.against-rest': 'Từng lớp so với phần còn lại',
  'classes.class': 'Lớp',
  'classes.rest': 'Phần còn lại',
  'classes.curves-of': 'Đường cong của',
  'classes.roc': 'Đường cong ROC, từng lớp so với phần còn lại',
  'classes.brier': 'Điểm Brier, mọi lớp',
  'classes.ece': 'ECE, lớp có xác suất cao nhất',
  'classes.metrics':
    'ROC AUC, PR AUC, độ nhạy, độ đặc hiệu, điểm Brier và sai số hiệu chuẩn là của dấu hiệu bệnh bất kỳ so với {class}. Độ chính xác, ma trận và báo cáo là của từng lớp. Điểm Brier của mọi lớp đi từ 0 (tốt nhất) đến 2.',
  'classes.point-hint':
    'Khi xác suất có dấu hiệu bệnh bất kỳ đạt ít nhất mức này, ảnh được gọi là dấu hiệu có xác suất cao nhất; dưới mức này là {class}.',
  'classes.with-finding': '{part} trên {whole} có dấu hiệu bệnh',
  'compare.mean-auc': 'ROC AUC, trung bình các lớp',
  'compare.class-auc': 'ROC AUC, {class} so với phần còn lại',
  'compare.classes-differ':
    'Các lần chạy này phân biệt những lớp khác nhau. Số liệu về dấu hiệu bệnh bất kỳ so sánh được với nhau; độ chính xác và số liệu trên mọi lớp dễ đạt cao hơn khi ít lớp.',
  'classes.called': 'được gọi là {class}',
};
