import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs';

/**
 * Call back once if the GPU under the backend in use goes away: a driver reset, a laptop's change of
 * GPU, or the browser reclaiming it. Every tensor on it is lost then.
 */
export function onDeviceLost(callback: (reason: string) => void): void {
  switch (tf.getBackend()) {
    case 'webgl': {
      const { canvas } = (tf.backend() as MathBackendWebGL).getGPGPUContext().gl;
      const lost = () => {
        callback('WebGLのコンテキストが失われました');
      };
      canvas.addEventListener('webglcontextlost', lost, { once: true });
      break;
    }
    case 'webgpu':
      void (tf.backend() as WebGPUBackend).device.lost.then(({ reason, message }) => {
        // `destroyed` is what we do ourselves on closing.
        if (reason !== 'destroyed') callback(`WebGPUのデバイスが失われました：${message}`);
      });
      break;
  }
}
