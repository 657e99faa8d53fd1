/** Milliseconds of processor time that this thread spends on something: the machine's other work doesn't count. */
export const processorTime = async (run: () => Promise<unknown>): Promise<number> => {
  const before = process.threadCpuUsage()
  await run()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1_000
}
