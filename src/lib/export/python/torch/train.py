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
