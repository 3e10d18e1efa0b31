/** Seconds that this process computes, however busy the machine is: with one thread, those of a free one. */
export async function computingSeconds(task: () => unknown): Promise<number> {
  const began = process.cpuUsage();
  await task();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1e6;
}
