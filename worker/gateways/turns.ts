import { TooBusy } from "../domain/identity/too-busy.ts"

export interface TurnOptions {
  /** How many may work at a time, and how many more may wait. */
  atOnce: number
  waiting: number
  /** Milliseconds from the beginning of one piece of work to that of the next, whoever does them. */
  pieceMs: number
}

/** A place in the queue, taken before the work is known; whoever does not come to work leaves it. */
export interface Place {
  leave(): void
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
  interface Ticket extends Place {
    seen: number
  }
  /** Places that were taken by who has not come to work yet. */
  let entered: Ticket[] = []
  let working: Ticket[] = []
  let line: Ticket[] = []
  let nextPiece = 0

  function look(ticket: Ticket): void {
    const now = performance.now()
    ticket.seen = now
    const here = ({ seen }: Ticket) => now - seen < GONE_MS
    working = working.filter(here)
    line = line.filter(here)
    entered = entered.filter(here)
  }

  function enter(): Ticket {
    const ticket: Ticket = {
      seen: 0,
      leave: () => {
        entered = entered.filter((one) => one !== ticket)
      },
    }
    look(ticket)
    if (working.length + line.length + entered.length >= atOnce + waiting) throw new TooBusy()
    entered.push(ticket)
    return ticket
  }

  async function comeForward(ticket: Ticket): Promise<void> {
    ticket.leave()
    look(ticket)
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
    /** Takes a place at once, or throws TooBusy: before anything is done that must not be done for nothing. */
    enter: (): Place => enter(),
    /** Works in turn, at the place that was taken for it, however often. */
    async inTurn<T>(work: (piece: () => Promise<void>) => Promise<T>, place?: Place): Promise<T> {
      const ticket = (place as Ticket | undefined) ?? enter()
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
    now: () => ({ working: working.length, waiting: line.length + entered.length }),
  }
}
