/**
 * Whether the GPU interfaces of this browser lead to a real GPU.
 *
 * Browsers offer WebGL and WebGPU on machines without a GPU too, computed in software; one training
 * step there can take minutes and cannot be interrupted, so it is better never begun.
 */
import type { BackendName } from './report';

const softwareNames = /swiftshader|llvmpipe|softpipe|software|basic render|mesa offscreen/i;

/** Whether a renderer of this name computes on the CPU. */
export function isSoftwareRenderer(name: string): boolean {
  return softwareNames.test(name);
}

export interface GpuFinding {
  /** `none`: the interface is missing; `software`: it leads to the CPU. */
  readonly kind: 'hardware' | 'software' | 'none';
  /** The renderer's name as the browser gives it, or an empty string. */
  readonly renderer: string;
}

/** Why a backend cannot be used whose interface is missing, or leads nowhere. */
export const missingInterface = 'このブラウザにはありません';

/** Whether this browser has a backend's interface at all; what it leads to is for a probe to find. */
export function hasInterface(backend: BackendName): boolean {
  if (backend === 'webgl') return typeof OffscreenCanvas !== 'undefined';
  if (backend === 'webgpu') return 'gpu' in navigator;
  return true;
}

/** Look at WebGL 2 in a worker, without tfjs. */
export function findWebgl(): GpuFinding {
  if (!hasInterface('webgl')) return { kind: 'none', renderer: '' };
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl) return { kind: 'none', renderer: '' };
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return finding(String(name));
}

/** Look at WebGPU's adapter, without tfjs. */
export async function findWebgpu(): Promise<GpuFinding> {
  if (!hasInterface('webgpu')) return { kind: 'none', renderer: '' };
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) return { kind: 'none', renderer: '' };
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const name = [vendor, architecture, device, description].filter(Boolean).join(' ');
  return isFallbackAdapter ? { kind: 'software', renderer: name } : finding(name);
}

function finding(renderer: string): GpuFinding {
  return { kind: isSoftwareRenderer(renderer) ? 'software' : 'hardware', renderer };
}
