"""DCGANに手書き数字を描かせる：Keras 3で続ける

「はじめてのGAN」のセルから持ち帰りました（ステップ1、シード1）。
必要なもの：Keras 3と、TensorFlowかPyTorch（環境変数KERAS_BACKENDで選びます）。
同じフォルダーのrun.safetensorsから重みを読みます。

ネットワーク、重み、最適化手法の状態はセルと同じです。同じ入力からは同じ出力が得られます。
乱数の作り方だけはセルと違うので、学習の途中の数値は一致しません。

    python3 train.py                          200ステップ学習します
    python3 train.py 1000                     1000ステップ学習します
    python3 train.py 100 trained.safetensors  保存した所から続けます
"""

import gzip
import json
import os
import pathlib
import struct
import sys
import zlib

os.environ.setdefault('KERAS_BACKEND', 'tensorflow')

import keras
import numpy as np
from keras import layers, ops


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
    """ファイルの配列を名前で引く辞書と、文字列だけの添え書き。"""
    data = pathlib.Path(path).read_bytes()
    (length,) = struct.unpack('<Q', data[:8])
    header = json.loads(data[8:8 + length].decode())
    notes = header.pop('__metadata__', {})
    arrays = {}
    for name, entry in header.items():
        begin, end = entry['data_offsets']
        array = np.frombuffer(data, '<f4', (end - begin) // 4, 8 + length + begin)
        arrays[name] = array.reshape(entry['shape'])
    return arrays, notes


def write_safetensors(path, arrays, notes):
    header, parts, begin = {'__metadata__': notes}, [], 0
    for name, array in arrays.items():
        part = np.ascontiguousarray(array, '<f4').tobytes()
        header[name] = {'dtype': 'F32', 'shape': list(np.shape(array)),
                        'data_offsets': [begin, begin + len(part)]}
        parts.append(part)
        begin += len(part)
    text = json.dumps(header, ensure_ascii=False).encode()
    text += b' ' * (-len(text) % 8)
    pathlib.Path(path).write_bytes(struct.pack('<Q', len(text)) + text + b''.join(parts))


# --- ネットワーク ---

def build_generator():
    """右のコメントは出力の形です。"""
    return keras.Sequential([
        keras.Input((100,)),
        layers.Dense(1024),  # [1024]
        layers.BatchNormalization(momentum=0.9, epsilon=0.001),  # [1024]
        layers.ReLU(),  # [1024]
        layers.Dense(6272),  # [6272]
        layers.BatchNormalization(momentum=0.9, epsilon=0.001),  # [6272]
        layers.ReLU(),  # [6272]
        layers.Reshape((7, 7, 128)),  # [7, 7, 128]
        layers.UpSampling2D(2),  # [14, 14, 128]
        layers.Conv2D(64, 5, padding='same'),  # [14, 14, 64]
        layers.BatchNormalization(momentum=0.9, epsilon=0.001),  # [14, 14, 64]
        layers.ReLU(),  # [14, 14, 64]
        layers.UpSampling2D(2),  # [28, 28, 64]
        layers.Conv2D(1, 5, padding='same', activation='tanh'),  # [28, 28, 1]
    ], name='generator')


def build_discriminator():
    """右のコメントは出力の形です。"""
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(64, 5, strides=2, padding='same'),  # [14, 14, 64]
        layers.LeakyReLU(negative_slope=0.2),  # [14, 14, 64]
        layers.Conv2D(128, 5, strides=2),  # [5, 5, 128]
        layers.LeakyReLU(negative_slope=0.2),  # [5, 5, 128]
        layers.Flatten(),  # [3200]
        layers.Dense(256),  # [256]
        layers.LeakyReLU(negative_slope=0.2),  # [256]
        layers.Dropout(0.5),  # [256]
        layers.Dense(1),  # [1]
    ], name='discriminator')


NETWORKS = {'G': build_generator, 'D': build_discriminator}


# --- 重みの置き場所 ---

# （ネットワーク, 層の番号, 層での名前, ファイルでの名前）
WEIGHTS = [
    ('G', 0, 'kernel', 'G.0.kernel'),
    ('G', 0, 'bias', 'G.0.bias'),
    ('G', 1, 'gamma', 'G.1.gamma'),
    ('G', 1, 'beta', 'G.1.beta'),
    ('G', 1, 'moving_mean', 'G.1.moving_mean'),
    ('G', 1, 'moving_variance', 'G.1.moving_variance'),
    ('G', 3, 'kernel', 'G.3.kernel'),
    ('G', 3, 'bias', 'G.3.bias'),
    ('G', 4, 'gamma', 'G.4.gamma'),
    ('G', 4, 'beta', 'G.4.beta'),
    ('G', 4, 'moving_mean', 'G.4.moving_mean'),
    ('G', 4, 'moving_variance', 'G.4.moving_variance'),
    ('G', 8, 'kernel', 'G.8.kernel'),
    ('G', 8, 'bias', 'G.8.bias'),
    ('G', 9, 'gamma', 'G.9.gamma'),
    ('G', 9, 'beta', 'G.9.beta'),
    ('G', 9, 'moving_mean', 'G.9.moving_mean'),
    ('G', 9, 'moving_variance', 'G.9.moving_variance'),
    ('G', 12, 'kernel', 'G.12.kernel'),
    ('G', 12, 'bias', 'G.12.bias'),
    ('D', 0, 'kernel', 'D.0.kernel'),
    ('D', 0, 'bias', 'D.0.bias'),
    ('D', 2, 'kernel', 'D.2.kernel'),
    ('D', 2, 'bias', 'D.2.bias'),
    ('D', 5, 'kernel', 'D.5.kernel'),
    ('D', 5, 'bias', 'D.5.bias'),
    ('D', 8, 'kernel', 'D.8.kernel'),
    ('D', 8, 'bias', 'D.8.bias'),
]


# --- 最適化手法 ---

class Adam(keras.optimizers.Adam):
    """サイトと同じ、論文のアルゴリズム1のAdam。

    KerasのAdamは補正の前の√vにεを足すので、はじめのうちεが強く効きます。
    ここでは補正の後の値に足します。
    """

    def update_step(self, gradient, variable, learning_rate):
        i = self._get_variable_index(variable)
        m, v = self._momentums[i], self._velocities[i]
        t = ops.cast(self.iterations + 1, 'float32')
        self.assign(m, m * self.beta_1 + gradient * (1 - self.beta_1))
        self.assign(v, v * self.beta_2 + ops.square(gradient) * (1 - self.beta_2))
        m_hat = m / (1 - ops.power(self.beta_1, t))
        v_hat = v / (1 - ops.power(self.beta_2, t))
        change = learning_rate * m_hat / (ops.sqrt(v_hat) + self.epsilon)
        self.assign_sub(variable, change)


# --- 読み込みと保存 ---

def optimizer_of(symbol, network):
    kind, learning_rate, momentum = OPTIMIZERS[symbol]
    if kind == 'sgd':
        optimizer = keras.optimizers.SGD(learning_rate, momentum=momentum)
    else:
        optimizer = Adam(learning_rate, beta_1=momentum, beta_2=0.999, epsilon=1e-7)
    optimizer.build(network.trainable_variables)
    return optimizer


def gathered(symbol, optimizer, i):
    """i番目の変数について最適化手法が覚えている値と、ファイルでの名前の終わり。"""
    if OPTIMIZERS[symbol][0] == 'adam':
        return {'m': optimizer._momentums[i], 'v': optimizer._velocities[i]}
    return {'u': optimizer.momentums[i]} if OPTIMIZERS[symbol][2] > 0 else {}


def places(networks):
    """（ネットワーク, 変数, 学習する変数の中での番号, ファイルでの名前）を順に。"""
    for symbol, layer, parameter, name in WEIGHTS:
        variable = getattr(networks[symbol].layers[layer], parameter)
        learned = [id(v) for v in networks[symbol].trainable_variables]
        yield symbol, variable, learned.index(id(variable)) if id(variable) in learned else None, name


def load(path=START):
    """ネットワークと最適化手法を、ファイルの重みとモーメントから作る。"""
    arrays, notes = read_safetensors(path)
    networks = {symbol: build() for symbol, build in NETWORKS.items()}
    optimizers = {symbol: optimizer_of(symbol, networks[symbol]) for symbol in OPTIMIZERS}
    for symbol, optimizer in optimizers.items():
        optimizer.iterations.assign(int(notes[f'{OPTIMIZERS[symbol][0]}.{symbol}.step']))
    for symbol, variable, i, name in places(networks):
        variable.assign(arrays[name])
        if symbol in optimizers and i is not None:
            for kind, moment in gathered(symbol, optimizers[symbol], i).items():
                moment.assign(arrays[f'{OPTIMIZERS[symbol][0]}.{name}.{kind}'])
    return networks, optimizers, int(notes['step'])


def save(path, networks, optimizers, step):
    """同じ形式で書く。移動平均のほかは、もとのファイルにあるものもすべて残す。"""
    arrays, notes = read_safetensors(START)
    arrays = {name: array for name, array in arrays.items() if 'Average.' not in name}
    notes['step'] = str(step)
    for symbol, optimizer in optimizers.items():
        notes[f'{OPTIMIZERS[symbol][0]}.{symbol}.step'] = str(int(ops.convert_to_numpy(optimizer.iterations)))
    for symbol, variable, i, name in places(networks):
        arrays[name] = ops.convert_to_numpy(variable)
        if symbol in optimizers and i is not None:
            for kind, moment in gathered(symbol, optimizers[symbol], i).items():
                arrays[f'{OPTIMIZERS[symbol][0]}.{name}.{kind}'] = ops.convert_to_numpy(moment)
    write_safetensors(path, arrays, notes)


# --- 損失 ---

def discriminator_loss(real, fake):
    """-log D(x) と -log(1 - D(G(z))) の平均。"""
    return (ops.mean(ops.softplus(-real)) + ops.mean(ops.softplus(fake))) / 2


def generator_loss(fake):
    """-log D(G(z)) の平均。"""
    return ops.mean(ops.softplus(-fake))


# --- 本物のデータ ---

def load_images():
    """学習画像。[枚数, 高さ, 幅, 1]、0から255まで。"""
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
    return np.frombuffer(pixels, np.uint8).reshape(count, height, width, 1)


def batches():
    """本物の画像を、-1から1までの値でBATCH枚ずつ。どの画像も1エポックに1回まで。"""
    images = load_images()
    while True:
        order = np.random.permutation(len(images))
        for i in range(0, len(images) - BATCH + 1, BATCH):
            yield ops.convert_to_tensor((images[order[i:i + BATCH]].astype('float32') - 127.5) / 127.5)


# --- 1回の更新 ---

if keras.backend.backend() == 'tensorflow':
    import tensorflow as tf

    def update(network, optimizer, loss_of):
        """損失の勾配で、このネットワークだけを1回動かす。"""
        with tf.GradientTape() as tape:
            loss = loss_of()
        gradients = tape.gradient(loss, network.trainable_variables)
        optimizer.apply(gradients, network.trainable_variables)
        return float(loss)

elif keras.backend.backend() == 'torch':
    import torch

    def update(network, optimizer, loss_of):
        """損失の勾配で、このネットワークだけを1回動かす。"""
        network.zero_grad()
        loss = loss_of()
        loss.backward()
        gradients = [variable.value.grad for variable in network.trainable_variables]
        with torch.no_grad():
            optimizer.apply(gradients, network.trainable_variables)
        return float(loss)

else:
    raise SystemExit('KERAS_BACKENDはtensorflowかtorchにしてください（JAXには対応していません）。')


# --- 学習 ---

def noise(count=BATCH):
    """z。[個数, NOISE]"""
    z = np.random.randn(count, NOISE) if NORMAL_NOISE else np.random.uniform(-1, 1, (count, NOISE))
    return ops.convert_to_tensor(z.astype('float32'))


def answers(D, real, fake):
    """識別器の、本物と偽物に対する答え（ロジット）。"""
    if SEPARATE_BATCHES:
        return D(real, training=True), D(fake, training=True)
    both = D(ops.concatenate([real, fake]), training=True)
    return both[:len(real)], both[len(real):]


def moving(network):
    """バッチ正規化の移動平均の、いまの値。"""
    layers_with = [layer for layer in network.layers
                   if isinstance(layer, layers.BatchNormalization)]
    variables = [v for layer in layers_with for v in layer.non_trainable_variables]
    return [(variable, ops.convert_to_numpy(variable).copy()) for variable in variables]


def put_back(values):
    """移動平均を戻す。ほかのネットワークの番には動かさないためです。"""
    for variable, value in values:
        variable.assign(value)


def train(steps, start=START, save_to=FOLDER / 'trained.safetensors'):
    keras.utils.set_random_seed(SEED)
    networks, optimizers, step = load(start)
    G, D = networks['G'], networks['D']
    real_batches = batches()
    for step in range(step + 1, step + steps + 1):
        # 識別器の番。
        kept = moving(G)
        for _ in range(DISCRIMINATOR_STEPS):
            real, fake = next(real_batches), ops.stop_gradient(G(noise(), training=True))
            d_loss = update(D, optimizers['D'], lambda: discriminator_loss(*answers(D, real, fake)))
        put_back(kept)
        # 生成器の番。
        kept, z = moving(D), noise()
        g_loss = update(G, optimizers['G'],
                        lambda: generator_loss(D(G(z, training=True), training=True)))
        put_back(kept)
        if step % 10 == 0 or steps <= 10:
            print(f'step {step}  D {d_loss:.4f}  G {g_loss:.4f}', flush=True)
    save(save_to, networks, optimizers, step)
    print(f'{save_to} に保存しました。')
    return networks


# --- 生成画像 ---

def samples(G, side=8):
    """生成画像を並べたもの。[高さ, 幅]、0から255まで。"""
    images = ops.convert_to_numpy(G(noise(side * side), training=False))[..., 0]
    _, height, width = images.shape
    grid = images.reshape(side, side, height, width).transpose(0, 2, 1, 3)
    return (grid.reshape(side * height, side * width) * 127.5 + 127.5).round().clip(0, 255)


def png(pixels):
    """グレースケールのPNGファイルの中身。"""
    def chunk(kind, body):
        return struct.pack('>I', len(body)) + kind + body + struct.pack('>I', zlib.crc32(kind + body))
    height, width = pixels.shape
    rows = b''.join(b'\0' + row.tobytes() for row in pixels.astype(np.uint8))
    header = struct.pack('>2I5B', width, height, 8, 0, 0, 0, 0)
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', header) + chunk(b'IDAT', zlib.compress(rows))
            + chunk(b'IEND', b''))


# --- 実行 ---

def main(steps=200, start=START):
    networks = train(int(steps), FOLDER / start)
    (FOLDER / 'samples.png').write_bytes(png(samples(networks['G'])))


if __name__ == '__main__':
    main(*sys.argv[1:])
