import { afterEach, describe, expect, it, vi } from 'vitest';
import { findWebgl, findWebgpu, isSoftwareRenderer } from '@lib/backends/software-renderer';

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('renderer names', () => {
  it.each([
    'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
    'Google SwiftShader',
    'llvmpipe (LLVM 15.0.6, 256 bits)',
    'ANGLE (Mesa, llvmpipe (LLVM 17.0.6 256 bits), OpenGL 4.5)',
    'softpipe',
    'Mesa OffScreen',
    'Apple Software Renderer',
    'ANGLE (Microsoft, Microsoft Basic Render Driver (0x0000008C) Direct3D11 vs_5_0 ps_5_0, D3D11)',
    'Generic Renderer (Software)',
  ])('“%s” computes on the CPU', (name) => {
    expect(isSoftwareRenderer(name)).toBe(true);
  });

  it.each([
    'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11 vs_5_0 ps_5_0, D3D11)',
    'ANGLE (Apple, ANGLE Metal Renderer: Apple M1, Unspecified Version)',
    'ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)',
    'AMD Radeon RX 6600 (radeonsi, navi23, LLVM 15.0.7, DRM 3.49)',
    'Mali-G78',
    'Adreno (TM) 650',
    'WebKit WebGL',
    '',
  ])('“%s” does not', (name) => {
    expect(isSoftwareRenderer(name)).toBe(false);
  });
});

describe('looking at WebGL', () => {
  const unmasked = 0x9246;
  const renderer = 0x1f01;

  /** A browser whose WebGL gives these names. */
  function stubWebgl({ names = {}, extensions = [] as string[] }) {
    const loseContext = vi.fn();
    const known: Record<string, object> = {
      WEBGL_debug_renderer_info: { UNMASKED_RENDERER_WEBGL: unmasked },
      WEBGL_lose_context: { loseContext },
    };
    const gl = {
      RENDERER: renderer,
      getExtension: (name: string) => (extensions.includes(name) ? known[name] : null),
      getParameter: (key: number) => (names as Record<number, string>)[key],
    };
    const getContext = vi.fn(() => gl);
    vi.stubGlobal(
      'OffscreenCanvas',
      class {
        getContext = getContext;
      },
    );
    return { loseContext, getContext };
  }

  it('finds none without OffscreenCanvas', () => {
    vi.stubGlobal('OffscreenCanvas', undefined);
    expect(findWebgl()).toEqual({ kind: 'none', renderer: '' });
  });

  it('finds none where WebGL 2 gives no context', () => {
    const { getContext } = stubWebgl({});
    getContext.mockReturnValue(null as never);
    expect(findWebgl()).toEqual({ kind: 'none', renderer: '' });
    expect(getContext).toHaveBeenCalledWith('webgl2');
  });

  it('trusts the unmasked name over the general one', () => {
    stubWebgl({
      names: { [unmasked]: 'Google SwiftShader', [renderer]: 'WebKit WebGL' },
      extensions: ['WEBGL_debug_renderer_info'],
    });
    expect(findWebgl()).toEqual({ kind: 'software', renderer: 'Google SwiftShader' });
  });

  it('makes do with the general name where the other is kept back', () => {
    stubWebgl({ names: { [renderer]: 'Mali-G78' } });
    expect(findWebgl()).toEqual({ kind: 'hardware', renderer: 'Mali-G78' });
  });

  it('gives its context back', () => {
    const { loseContext } = stubWebgl({
      names: { [renderer]: 'Mali-G78' },
      extensions: ['WEBGL_lose_context'],
    });
    findWebgl();
    expect(loseContext).toHaveBeenCalledTimes(1);
  });
});

describe('looking at WebGPU', () => {
  const stubAdapter = (info: object | null) => {
    const adapter = info && { info };
    vi.stubGlobal('navigator', { gpu: { requestAdapter: () => Promise.resolve(adapter) } });
  };
  const info = { vendor: 'nvidia', architecture: 'ampere', device: '', description: 'RTX 3060' };

  it('finds none where the browser has none', async () => {
    vi.stubGlobal('navigator', {});
    expect(await findWebgpu()).toEqual({ kind: 'none', renderer: '' });
  });

  it('finds none where there is no adapter', async () => {
    stubAdapter(null);
    expect(await findWebgpu()).toEqual({ kind: 'none', renderer: '' });
  });

  it('puts together what the adapter tells of itself', async () => {
    stubAdapter(info);
    expect(await findWebgpu()).toEqual({ kind: 'hardware', renderer: 'nvidia ampere RTX 3060' });
  });

  it('knows software by the adapter’s name', async () => {
    stubAdapter({ vendor: 'google', architecture: 'swiftshader', device: '', description: '' });
    expect((await findWebgpu()).kind).toBe('software');
  });

  it('knows software by the adapter’s own word', async () => {
    stubAdapter({ ...info, isFallbackAdapter: true });
    expect((await findWebgpu()).kind).toBe('software');
  });
});
