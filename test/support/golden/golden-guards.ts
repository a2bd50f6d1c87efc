import { readFileSync } from "node:fs"

/** Action → the guards that its write asks, as people wrote it down; `—` and a reason where there is none. */
export function goldenGuards(): Record<string, string[]> {
  const text = readFileSync(new URL("../../golden/guards.txt", import.meta.url), "utf8")
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"))
  return Object.fromEntries(
    lines.map((line) => {
      const [action = "", guards = ""] = line.split(/ {2,}/)
      return [action, guards.startsWith("—") ? [] : guards.split(", ").toSorted()]
    }),
  )
}
