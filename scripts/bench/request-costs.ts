/** Round trips of single requests, from the lines that the application writes about them (LOG_REQUESTS). */
export interface RequestCosts {
  /**
   * What the request of this id cost; work that goes on behind other answers is not counted with it. Undefined for what
   * no line is written about.
   */
  of(requestId: string): Promise<number | undefined>
}

/** Reads what each request cost; a line may come later than its answer, half a second at most. */
export function requestCosts(lines: readonly string[]): RequestCosts {
  const costs = new Map<string, number>()
  let read = 0
  const readOn = () => {
    for (; read < lines.length; read++) {
      const line = JSON.parse(lines[read] ?? "{}") as { requestId: string; roundTrips: number }
      costs.set(line.requestId, line.roundTrips)
    }
  }
  return {
    async of(requestId) {
      for (let tries = 0; tries < 50; tries++) {
        readOn()
        const cost = costs.get(requestId)
        if (cost !== undefined) return cost
        await new Promise((done) => setTimeout(done, 10))
      }
      return undefined
    },
  }
}
