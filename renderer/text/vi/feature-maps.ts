import type { featureMaps as english } from '../en/feature-maps.ts';
import type { Translation } from '../translation.ts';

export const featureMaps: Translation<typeof english> = {
  'maps.title': 'Bản đồ đặc trưng',
  'maps.text':
    'Mỗi kênh của một tầng nhìn thấy gì trong ảnh: đen ở nơi kênh đáp ứng yếu nhất, trắng ở nơi mạnh nhất. Mỗi bản đồ có thang riêng.',
  'maps.layer': 'Tầng',
  'maps.source': 'Ảnh để chọn',
  'maps.source-images': 'Bộ dữ liệu',
  'maps.source-predictions': 'Đã chẩn đoán',
  'maps.image': 'Ảnh',
  'maps.choose': 'Chọn một ảnh để xem tầng này biến nó thành gì.',
  'maps.none-images': 'Bộ dữ liệu của lần chạy này không có ảnh nào trong thư viện.',
  'maps.none-predictions': 'Mô hình này chưa được hỏi về ảnh nào.',
  'maps.earlier': 'Các ảnh trước',
  'maps.later': 'Các ảnh sau',
  'maps.range': '{first} đến {last} trên {total}',
  'maps.of': 'Bản đồ đặc trưng của {layer}',
  'maps.shape': '{layer}: {count} kênh, mỗi kênh {width} × {height} ô.',
  'maps.first': 'Chỉ vẽ {count} kênh đầu.',
  'maps.channel': 'Kênh {channel}, từ {minimum} đến {maximum}',
};
