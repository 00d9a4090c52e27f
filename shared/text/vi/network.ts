import type { NetworkMisfit } from '../../domain/network/network-layer.ts';
import type { MessageTexts } from '../message-texts.ts';

/** What is wrong with a network. Names of layers and of their fields stay Keras's. */
export const network: MessageTexts<`network.${NetworkMisfit}`> = {
  'network.not-a-list': 'Mạng là một danh sách tầng, chẳng hạn [{"type": "Conv2D", ...}, ...].',
  'network.layer-count': [
    'Mạng có từ 1 đến {most} tầng, còn mạng này có {layers}.',
    'Mạng có quá ít hoặc quá nhiều tầng.',
  ],
  'network.layer-without-type': 'Mỗi tầng là một đối tượng có “type”.',
  'network.layer-unknown': ['Không có tầng “{type}”.', 'Không có tầng này.'],
  'network.layer-invalid': ['{type} có giá trị không hợp lệ: {fields}.', 'Tầng này có giá trị không hợp lệ.'],
  'network.takes-features': [
    'Dense nhận một hàng đặc trưng nhưng được cho {shape}. Hãy đặt Flatten hoặc GlobalAveragePooling2D trước nó.',
    'Tầng này nhận một hàng đặc trưng. Hãy đặt Flatten hoặc GlobalAveragePooling2D trước nó.',
  ],
  'network.takes-picture': [
    '{type} nhận một ảnh, nhưng trước nó không còn là ảnh nữa. Hãy đặt nó trước Flatten, GlobalAveragePooling2D và Dense.',
    'Tầng này nhận một ảnh. Hãy đặt nó trước Flatten, GlobalAveragePooling2D và Dense.',
  ],
  'network.window-too-large': [
    'Cửa sổ {window} không vừa ảnh {picture} với padding valid. Hãy dùng padding same, ảnh lớn hơn, hoặc bớt gộp trước nó.',
    'Cửa sổ không vừa ảnh. Hãy dùng padding same, ảnh lớn hơn, hoặc bớt gộp trước nó.',
  ],
  'network.output-not-last': 'Đây là tầng đầu ra nên phải đứng cuối.',
  'network.output-wrong': [
    'Tầng đầu ra cho {classes} lớp bệnh phải là {expected}. Hãy bỏ tầng này đi: tầng đầu ra được tự thêm.',
    'Tầng đầu ra không đúng. Hãy bỏ tầng này đi: tầng đầu ra được tự thêm.',
  ],
  'network.too-large': [
    'Với tầng này, mạng có {parameters} tham số, mà nhiều nhất là {most}. Hãy gộp thêm trước nó, hoặc làm nó nhỏ hơn.',
    'Mạng có quá nhiều tham số.',
  ],
};
