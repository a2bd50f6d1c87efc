/** What a drill has seen: each thing that must hold is printed as it is looked at, and counted when it does not. */
export class Findings {
  failed = 0

  /** Says what is being done. */
  step(what: string): void {
    console.log(`  ${what}`)
  }

  /** Looks whether something holds; `found` is printed behind it. */
  expect(what: string, holds: boolean, found: unknown = ""): void {
    if (!holds) this.failed++
    const shown = found === "" ? "" : ` (${typeof found === "string" ? found : JSON.stringify(found)})`
    console.log(`  ${holds ? "ok  " : "FAIL"} ${what}${shown}`)
  }
}

/** A drill that cannot be done on this machine; the sentence says why. */
export class NotHere extends Error {}

/** Answers counted by their status, and those that did not come. */
export class Statuses {
  readonly counts = new Map<string, number>()

  async of(answer: Promise<{ status: number }>): Promise<number> {
    const status = await answer.then(
      (one) => one.status,
      () => 0,
    )
    const name = status === 0 ? "lost" : String(status)
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1)
    return status
  }

  has(...names: string[]): boolean {
    return names.some((name) => this.counts.has(name))
  }

  /** True when no answer was another one. */
  only(...names: string[]): boolean {
    return [...this.counts.keys()].every((name) => names.includes(name))
  }

  toString(): string {
    return [...this.counts].map(([name, count]) => `${count} × ${name}`).join(", ")
  }
}
