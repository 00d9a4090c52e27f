import type { EngineReason } from '../../domain/engine.ts';
import type { MessageTexts } from '../message-texts.ts';

/** Why an engine can or cannot run here. */
export const engine: MessageTexts<`engine.${EngineReason}`> = {
  'engine.always-there': 'Đi kèm ứng dụng và không cần gì thêm.',
  'engine.native-loaded': ['TensorFlow {version} đã được nạp.', 'TensorFlow đã được nạp.'],
  'engine.native-not-needed': [
    'Có thư viện TensorFlow trên máy; chưa nạp vì đã chọn {choice}.',
    'Có thư viện TensorFlow trên máy; chưa nạp.',
  ],
  'engine.native-missing':
    'Không có thư viện TensorFlow dùng được trên máy này. Lệnh `npm run provision` tải hoặc sửa thư viện.',
  'engine.gpu-answers': ['{gpu} sẵn sàng.', 'GPU sẵn sàng.'],
  'engine.gpu-not-looked-for': ['Không tìm GPU vì đã chọn {choice}.', 'Không tìm GPU.'],
  'engine.gpu-missing':
    'Không có GPU NVIDIA mà bản TensorFlow này dùng được. Nếu máy có GPU, lệnh `npm run provision -- --gpu` tải bản phù hợp.',
  'engine.webgpu-answers': ['{gpu} sẵn sàng qua WebGPU.', 'GPU sẵn sàng qua WebGPU.'],
  'engine.webgpu-software':
    'Chỉ có GPU do bộ xử lý giả lập, rất chậm; chỉ dùng khi chọn thẳng bộ tính toán này.',
  'engine.webgpu-missing': 'Không có GPU nào trả lời qua Vulkan, Metal hay Direct3D 12.',
  'engine.no-trainer': 'Không khởi động được tiến trình huấn luyện. Chi tiết có trong nhật ký.',
};
