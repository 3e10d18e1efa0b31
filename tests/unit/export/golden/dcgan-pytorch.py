"""DCGANに手書き数字を描かせる：PyTorchで続ける

「はじめてのGAN」のセルから持ち帰りました（ステップ1、シード1）。
必要なもの：PyTorch（1.13から）。
同じフォルダーのrun.safetensorsから重みを読みます。

ネットワーク、重み、最適化手法の状態はセルと同じです。同じ入力からは同じ出力が得られます。
乱数の作り方だけはセルと違うので、学習の途中の数値は一致しません。

    python3 train.py                          200ステップ学習します
    python3 train.py 1000                     1000ステップ学習します
    python3 train.py 100 trained.safetensors  保存した所から続けます
"""

import ctypes
import gzip
import json
import pathlib
import struct
import sys
import zlib

import torch
from torch import nn
from torch.nn import functional as F


# --- 設定 ---

FOLDER = pathlib.Path(__file__).resolve().parent if '__file__' in globals() else pathlib.Path()
START = FOLDER / 'run.safetensors'

# 最適化手法、学習率、β1（SGDではモーメンタム）
OPTIMIZERS = {
    'G': ('adam', 0.0002, 0.5),
    'D': ('adam', 0.0002, 0.5),
}

SEED = 1
BATCH = 2
NOISE = 100  # zの次元
NORMAL_NOISE = False  # 偽なら-1から1の一様分布
DISCRIMINATOR_STEPS = 1
SEPARATE_BATCHES = False  # 本物と偽物を別々に識別器に入れるか


# --- safetensorsファイルの読み書き ---

def read_safetensors(path):
    """ファイルのテンソルを名前で引く辞書と、文字列だけの添え書き。"""
    data = bytearray(pathlib.Path(path).read_bytes())
    (length,) = struct.unpack('<Q', data[:8])
    header = json.loads(data[8:8 + length].decode())
    notes = header.pop('__metadata__', {})
    tensors = {}
    for name, entry in header.items():
        begin, end = entry['data_offsets']
        tensor = torch.frombuffer(data, dtype=torch.float32, count=(end - begin) // 4,
                                  offset=8 + length + begin)
        tensors[name] = tensor.reshape(entry['shape'])
    return tensors, notes


def write_safetensors(path, tensors, notes):
    header, parts, begin = {'__metadata__': notes}, [], 0
    for name, tensor in tensors.items():
        tensor = tensor.detach().cpu().contiguous()
        part = ctypes.string_at(tensor.data_ptr(), tensor.numel() * 4)
        header[name] = {'dtype': 'F32', 'shape': list(tensor.shape),
                        'data_offsets': [begin, begin + len(part)]}
        parts.append(part)
        begin += len(part)
    text = json.dumps(header, ensure_ascii=False).encode()
    text += b' ' * (-len(text) % 8)
    pathlib.Path(path).write_bytes(struct.pack('<Q', len(text)) + text + b''.join(parts))


# --- バッチ正規化 ---

class BatchNorm(nn.Module):
    """サイトやKerasと同じバッチ正規化。

    PyTorchのものとは2か所が違います。移動平均に入れる分散は、nで割ったものです（PyTorchはn - 1で割ります）。
    momentumは、前の値を残す割合です（PyTorchでは新しい値を入れる割合です）。
    """

    def __init__(self, channels, eps, momentum):
        super().__init__()
        self.eps, self.momentum, self.follows = eps, momentum, True
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.register_buffer('running_mean', torch.zeros(channels))
        self.register_buffer('running_var', torch.ones(channels))

    def forward(self, x):
        mean, variance = self.running_mean, self.running_var
        if self.training:
            axes = [axis for axis in range(x.dim()) if axis != 1]
            mean, variance = x.mean(axes), x.var(axes, unbiased=False)
            if self.follows:
                with torch.no_grad():
                    self.running_mean.lerp_(mean, 1 - self.momentum)
                    self.running_var.lerp_(variance, 1 - self.momentum)
        shape = [1, -1] + [1] * (x.dim() - 2)
        scale = self.weight * torch.rsqrt(variance + self.eps)
        return (x - mean.view(shape)) * scale.view(shape) + self.bias.view(shape)


def follow(network, follows):
    """移動平均を動かすかどうかを決める。ほかのネットワークの番には動かさない。"""
    for layer in network.modules():
        if isinstance(layer, BatchNorm):
            layer.follows = follows


# --- ネットワーク ---

def build_generator():
    """[N, 100] から。右のコメントは出力の形です。"""
    return nn.Sequential(
        nn.Linear(100, 1024),  # [1024]
        BatchNorm(1024, eps=0.001, momentum=0.9),  # [1024]
        nn.ReLU(),  # [1024]
        nn.Linear(1024, 6272),  # [6272]
        BatchNorm(6272, eps=0.001, momentum=0.9),  # [6272]
        nn.ReLU(),  # [6272]
        nn.Unflatten(1, (128, 7, 7)),  # [128, 7, 7]
        nn.Upsample(scale_factor=2, mode='nearest'),  # [128, 14, 14]
        nn.Conv2d(128, 64, 5, padding=2),  # [64, 14, 14]
        BatchNorm(64, eps=0.001, momentum=0.9),  # [64, 14, 14]
        nn.ReLU(),  # [64, 14, 14]
        nn.Upsample(scale_factor=2, mode='nearest'),  # [64, 28, 28]
        nn.Conv2d(64, 1, 5, padding=2),  # [1, 28, 28]
        nn.Tanh(),  # [1, 28, 28]
    )


def build_discriminator():
    """[N, 1, 28, 28] から。右のコメントは出力の形です。"""
    return nn.Sequential(
        nn.ZeroPad2d((1, 2, 1, 2)),
        nn.Conv2d(1, 64, 5, stride=2),  # [64, 14, 14]
        nn.LeakyReLU(0.2),  # [64, 14, 14]
        nn.Conv2d(64, 128, 5, stride=2),  # [128, 5, 5]
        nn.LeakyReLU(0.2),  # [128, 5, 5]
        nn.Flatten(),  # [3200]
        nn.Linear(3200, 256),  # [256]
        nn.LeakyReLU(0.2),  # [256]
        nn.Dropout(0.5),  # [256]
        nn.Linear(256, 1),  # [1]
    )


NETWORKS = {'G': build_generator, 'D': build_discriminator}


# --- 重みの並び ---

# サイトは画像を（高さ、幅、チャンネル）の順に並べ、PyTorchは（チャンネル、高さ、幅）の順に並べます。
# 下の関数はどれも「ファイルからPyTorchへ」と「PyTorchからファイルへ」の組を返します。


def channels_first(tensor, axis, image):
    """画像を1列に並べた軸の順番を、PyTorchのものにする。"""
    if image is None:
        return tensor
    order = torch.arange(tensor.shape[axis]).reshape(image).permute(2, 0, 1).reshape(-1)
    return tensor.index_select(axis, order)


def channels_last(tensor, axis, image):
    """その逆。"""
    if image is None:
        return tensor
    height, width, channels = image
    order = torch.arange(tensor.shape[axis]).reshape(channels, height, width)
    return tensor.index_select(axis, order.permute(1, 2, 0).reshape(-1))


def as_is():
    return lambda w: w, lambda w: w


def units(image):
    return lambda w: channels_first(w, 0, image), lambda w: channels_last(w, 0, image)


def dense(inputs=None, outputs=None):
    """全結合の重み。ファイルでは[入力, 出力]、PyTorchでは[出力, 入力]。"""
    return (lambda w: channels_first(channels_first(w, 0, inputs), 1, outputs).t(),
            lambda w: channels_last(channels_last(w.t(), 0, inputs), 1, outputs))


def convolution():
    """畳み込みの重み。ファイルでは[高さ, 幅, 入力, 出力]、PyTorchでは[出力, 入力, 高さ, 幅]。"""
    return lambda w: w.permute(3, 2, 0, 1), lambda w: w.permute(2, 3, 1, 0)


def slopes(shape):
    """PReLUの傾き。"""
    return lambda w: w.reshape(-1), lambda w: w.reshape(shape)


# （ネットワーク, PyTorchでの名前, ファイルでの名前, 並び）
WEIGHTS = [
    ('G', '0.weight', 'G.0.kernel', dense()),
    ('G', '0.bias', 'G.0.bias', as_is()),
    ('G', '1.weight', 'G.1.gamma', as_is()),
    ('G', '1.bias', 'G.1.beta', as_is()),
    ('G', '1.running_mean', 'G.1.moving_mean', as_is()),
    ('G', '1.running_var', 'G.1.moving_variance', as_is()),
    ('G', '3.weight', 'G.3.kernel', dense(outputs=(7, 7, 128))),
    ('G', '3.bias', 'G.3.bias', units((7, 7, 128))),
    ('G', '4.weight', 'G.4.gamma', units((7, 7, 128))),
    ('G', '4.bias', 'G.4.beta', units((7, 7, 128))),
    ('G', '4.running_mean', 'G.4.moving_mean', units((7, 7, 128))),
    ('G', '4.running_var', 'G.4.moving_variance', units((7, 7, 128))),
    ('G', '8.weight', 'G.8.kernel', convolution()),
    ('G', '8.bias', 'G.8.bias', as_is()),
    ('G', '9.weight', 'G.9.gamma', as_is()),
    ('G', '9.bias', 'G.9.beta', as_is()),
    ('G', '9.running_mean', 'G.9.moving_mean', as_is()),
    ('G', '9.running_var', 'G.9.moving_variance', as_is()),
    ('G', '12.weight', 'G.12.kernel', convolution()),
    ('G', '12.bias', 'G.12.bias', as_is()),
    ('D', '1.weight', 'D.0.kernel', convolution()),
    ('D', '1.bias', 'D.0.bias', as_is()),
    ('D', '3.weight', 'D.2.kernel', convolution()),
    ('D', '3.bias', 'D.2.bias', as_is()),
    ('D', '6.weight', 'D.5.kernel', dense(inputs=(5, 5, 128))),
    ('D', '6.bias', 'D.5.bias', as_is()),
    ('D', '9.weight', 'D.8.kernel', dense()),
    ('D', '9.bias', 'D.8.bias', as_is()),
]


# --- 読み込みと保存 ---

def optimizer_of(symbol, network):
    kind, learning_rate, momentum = OPTIMIZERS[symbol]
    if kind == 'sgd':
        return torch.optim.SGD(network.parameters(), lr=learning_rate, momentum=momentum)
    # εはサイトと同じ1e-7。PyTorchのAdamの式は、論文のアルゴリズム1とサイトの式に一致します。
    return torch.optim.Adam(network.parameters(), lr=learning_rate, betas=(momentum, 0.999),
                            eps=1e-7)


def load(path=START):
    """ネットワークと最適化手法を、ファイルの重みとモーメントから作る。"""
    tensors, notes = read_safetensors(path)
    networks = {symbol: build() for symbol, build in NETWORKS.items()}
    optimizers = {symbol: optimizer_of(symbol, networks[symbol]) for symbol in OPTIMIZERS}
    with torch.no_grad():
        for symbol, own, name, (to_torch, _) in WEIGHTS:
            networks[symbol].state_dict()[own].copy_(to_torch(tensors[name]))
            if symbol not in optimizers:
                continue
            parameter = dict(networks[symbol].named_parameters()).get(own)
            state = optimizers[symbol].state
            if f'adam.{name}.m' in tensors:
                state[parameter] = {
                    'step': torch.tensor(float(notes[f'adam.{symbol}.step'])),
                    'exp_avg': to_torch(tensors[f'adam.{name}.m']).clone().contiguous(),
                    'exp_avg_sq': to_torch(tensors[f'adam.{name}.v']).clone().contiguous(),
                }
            elif f'sgd.{name}.u' in tensors:
                # サイトの速度uは学習率をかけたもの、PyTorchのものはかける前のものです。
                velocity = to_torch(tensors[f'sgd.{name}.u']) / -OPTIMIZERS[symbol][1]
                state[parameter] = {'momentum_buffer': velocity.clone().contiguous()}
    return networks, optimizers, int(notes['step'])


def save(path, networks, optimizers, step):
    """同じ形式で書く。移動平均のほかは、もとのファイルにあるものもすべて残す。"""
    tensors, notes = read_safetensors(START)
    tensors = {name: tensor for name, tensor in tensors.items() if 'Average.' not in name}
    notes['step'] = str(step)
    with torch.no_grad():
        for symbol, own, name, (_, to_file) in WEIGHTS:
            tensors[name] = to_file(networks[symbol].state_dict()[own])
            if symbol not in optimizers:
                continue
            parameter = dict(networks[symbol].named_parameters()).get(own)
            state = optimizers[symbol].state.get(parameter, {})
            if 'exp_avg' in state:
                notes[f'adam.{symbol}.step'] = str(int(state['step']))
                tensors[f'adam.{name}.m'] = to_file(state['exp_avg'])
                tensors[f'adam.{name}.v'] = to_file(state['exp_avg_sq'])
            elif state.get('momentum_buffer') is not None:
                tensors[f'sgd.{name}.u'] = to_file(state['momentum_buffer']) * -OPTIMIZERS[symbol][1]
    write_safetensors(path, tensors, notes)


# --- 損失 ---

def discriminator_loss(real, fake):
    """-log D(x) と -log(1 - D(G(z))) の平均。"""
    return (F.softplus(-real).mean() + F.softplus(fake).mean()) / 2


def generator_loss(fake):
    """-log D(G(z)) の平均。"""
    return F.softplus(-fake).mean()


# --- 本物のデータ ---

def load_images():
    """学習画像。[枚数, 1, 高さ, 幅]、0から255まで。"""
    packed = FOLDER / 'mnist-10k.bin.gz'
    if packed.exists():
        data = gzip.decompress(packed.read_bytes())
        _, _, count, height, width = struct.unpack('<4s4I', data[:20])
        pixels = data[20 + count:]
    else:
        # MNISTのtrain-images-idx3-ubyte。.gzのままでもかまいません。
        file = sorted(FOLDER.glob('*images*idx3*'))[0]
        data = file.read_bytes()
        data = gzip.decompress(data) if file.suffix == '.gz' else data
        _, count, height, width = struct.unpack('>4I', data[:16])
        pixels = data[16:]
    return torch.frombuffer(bytearray(pixels), dtype=torch.uint8).reshape(count, 1, height, width)


def batches():
    """本物の画像を、-1から1までの値でBATCH枚ずつ。どの画像も1エポックに1回まで。"""
    images = load_images()
    while True:
        order = torch.randperm(len(images))
        for i in range(0, len(images) - BATCH + 1, BATCH):
            yield (images[order[i:i + BATCH]].float() - 127.5) / 127.5


# --- 学習 ---

def noise(count=BATCH):
    """z。[個数, NOISE]"""
    return torch.randn(count, NOISE) if NORMAL_NOISE else torch.rand(count, NOISE) * 2 - 1


def answers(D, real, fake):
    """識別器の、本物と偽物に対する答え（ロジット）。"""
    if SEPARATE_BATCHES:
        return D(real), D(fake)
    return D(torch.cat([real, fake])).split([len(real), len(fake)])


def train(steps, start=START, save_to=FOLDER / 'trained.safetensors'):
    torch.manual_seed(SEED)
    networks, optimizers, step = load(start)
    G, D = networks['G'].train(), networks['D'].train()
    real_batches = batches()
    for step in range(step + 1, step + steps + 1):
        # 識別器の番。生成器の移動平均は動かさない。
        follow(G, False)
        follow(D, True)
        for _ in range(DISCRIMINATOR_STEPS):
            with torch.no_grad():
                fake = G(noise())
            optimizers['D'].zero_grad()
            d_loss = discriminator_loss(*answers(D, next(real_batches), fake))
            d_loss.backward()
            optimizers['D'].step()
        # 生成器の番。識別器は動かさない。
        follow(G, True)
        follow(D, False)
        optimizers['G'].zero_grad()
        g_loss = generator_loss(D(G(noise())))
        g_loss.backward()
        optimizers['G'].step()
        if step % 10 == 0 or steps <= 10:
            print(f'step {step}  D {d_loss.item():.4f}  G {g_loss.item():.4f}', flush=True)
    save(save_to, networks, optimizers, step)
    print(f'{save_to} に保存しました。')
    return networks


# --- 生成画像 ---

def samples(G, side=8):
    """生成画像を並べたもの。[高さ, 幅]、0から255まで。"""
    with torch.no_grad():
        images = G.eval()(noise(side * side))[:, 0]
    _, height, width = images.shape
    grid = images.reshape(side, side, height, width).permute(0, 2, 1, 3)
    return (grid.reshape(side * height, side * width) * 127.5 + 127.5).round().clamp(0, 255)


def png(pixels):
    """グレースケールのPNGファイルの中身。"""
    def chunk(kind, body):
        return struct.pack('>I', len(body)) + kind + body + struct.pack('>I', zlib.crc32(kind + body))
    height, width = pixels.shape
    rows = b''.join(b'\0' + bytes(row) for row in pixels.to(torch.uint8).tolist())
    header = struct.pack('>2I5B', width, height, 8, 0, 0, 0, 0)
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', header) + chunk(b'IDAT', zlib.compress(rows))
            + chunk(b'IEND', b''))


# --- 実行 ---

def main(steps=200, start=START):
    networks = train(int(steps), FOLDER / start)
    (FOLDER / 'samples.png').write_bytes(png(samples(networks['G'])))


if __name__ == '__main__':
    main(*sys.argv[1:])
