const levels = { log: "info", info: "info", warn: "warn", error: "error" } as const

/**
 * Hands every line that the product writes to the console on, with its level, instead of writing it; answers how to stop
 * that. What is no text goes to the console as ever.
 */
export function listenToConsole(take: (level: "info" | "warn" | "error", line: string) => void): () => void {
  const names = Object.keys(levels) as (keyof typeof levels)[]
  const before = names.map((name) => [name, console[name]] as const)
  for (const [name, write] of before)
    console[name] = (...said: unknown[]) => {
      const [line] = said
      if (said.length === 1 && typeof line === "string") take(levels[name], line)
      else write(...said)
    }
  return () => {
    for (const [name, write] of before) console[name] = write
  }
}
