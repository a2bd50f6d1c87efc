/** What was written to the log of errors while something was done. */
export async function errorsOf(act: () => Promise<void>): Promise<Record<string, unknown>[]> {
  const logged: string[] = []
  const error = console.error
  console.error = (line: string) => logged.push(line)
  try {
    await act()
  } finally {
    console.error = error
  }
  return logged.map((line) => JSON.parse(line))
}
