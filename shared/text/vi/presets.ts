import type { PresetName } from '../../domain/preset.ts';
import type { MessageTexts } from '../message-texts.ts';

/** Titles of presets, and what each is. */
export const presets: MessageTexts<`preset.${PresetName}` | `preset-text.${PresetName}`> = {
  'preset.robust': 'Bền vững',
  'preset-text.robust':
    'Giữ được độ tin cậy trên ảnh từ nơi khác: cắt và phóng ảnh, đổi độ sáng, độ tương phản, tông, độ nét và nhiễu khi huấn luyện, các lớp được thấy thường xuyên như nhau, trọng số lấy trung bình, và ngưỡng quyết định chọn sao cho vẫn đúng khi ảnh bị biến đổi.',
  'preset.residual': 'Mạng phần dư nhỏ',
  'preset-text.residual':
    'Bốn khối phần dư sau một tích chập có bước nhảy, rồi gộp trung bình toàn cục, số tham số không đổi ở mọi kích thước ảnh. Ảnh giữ nguyên.',
  'preset.cnn5': 'CNN năm tích chập',
  'preset-text.cnn5':
    'Năm khối tích chập, chuẩn hóa theo lô và gộp cực đại, rồi hai tầng dày đặc. Ảnh giữ nguyên.',
  'preset.keras-report': 'Lần chạy Keras của báo cáo',
  'preset-text.keras-report':
    'CNN năm tích chập với xoay, phóng, dịch và lật ảnh, trong 25 epoch. Khác với báo cáo: kiểm định theo bệnh nhân, trọng số lấy trung bình, và ngưỡng quyết định chọn sao cho vẫn đúng khi ảnh bị biến đổi.',
  'preset.pytorch-report': 'Lần chạy PyTorch của báo cáo',
  'preset-text.pytorch-report':
    'Cùng mạng và cùng các thay đổi ảnh, trên ảnh được chuẩn hóa theo trung bình và độ lệch chuẩn của phần huấn luyện, các lớp được rút thường xuyên như nhau.',
};
