import { TooBusy } from "../domain/identity/too-busy.ts"

export interface TurnOptions {
  /** How many may work at a time, and how many more may wait. */
  atOnce: number
  waiting: number
  /** Milliseconds from the beginning of one piece of work to that of the next, whoever does them. */
  pieceMs: number
}

/** Whoever gave no sign of life for so long is gone: a request that its visitor dropped never says goodbye. */
const GONE_MS = 10_000
const LOOK_MS = 10

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, Math.max(1, Math.ceil(ms))))

/**
 * A queue for work that holds the isolate. Each piece of a work waits for `piece()`, so that between two pieces, whoever
 * does them, pages are served. Everybody who waits looks by a timer of its own: what another request would have to do
 * for it may never happen. Throws TooBusy when too many wait.
 */
export function openTurns({ atOnce, waiting, pieceMs }: TurnOptions) {
  interface Ticket {
    seen: number
  }
  let working: Ticket[] = []
  let line: Ticket[] = []
  let nextPiece = 0

  function look(ticket: Ticket): void {
    const now = performance.now()
    ticket.seen = now
    const here = ({ seen }: Ticket) => now - seen < GONE_MS
    working = working.filter(here)
    line = line.filter(here)
  }

  async function comeForward(ticket: Ticket): Promise<void> {
    look(ticket)
    if (working.length + line.length >= atOnce + waiting) throw new TooBusy()
    line.push(ticket)
    while (line[0] !== ticket || working.length >= atOnce) {
      await pause(LOOK_MS)
      look(ticket)
      if (!line.includes(ticket)) line.push(ticket)
    }
    line.shift()
    working.push(ticket)
  }

  return {
    async inTurn<T>(work: (piece: () => Promise<void>) => Promise<T>): Promise<T> {
      const ticket = { seen: 0 }
      await comeForward(ticket)
      const piece = async () => {
        for (let left = nextPiece - performance.now(); left > 0; left = nextPiece - performance.now())
          await pause(left)
        look(ticket)
        nextPiece = performance.now() + pieceMs
      }
      try {
        return await work(piece)
      } finally {
        working = working.filter((one) => one !== ticket)
      }
    },
    /** How many work and how many wait, for tests. */
    now: () => ({ working: working.length, waiting: line.length }),
  }
}
