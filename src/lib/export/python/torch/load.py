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
