import type { MemberActor } from "../../../worker/domain/actor.ts"
import type { FrontDoor } from "../front-door.ts"

/** One question that a page asked of the database. */
export interface Question {
  /** `estates.find`. */
  name: string
  args: readonly unknown[]
  actor: MemberActor
}

/** Who asks, as far as what may be seen depends on it. */
export const kindOf = ({ level, organisation, role }: MemberActor) =>
  role === "judge" ? "judge" : (level ?? organisation.kind)

const MOST = 6

/** Notes what pages ask from now on, a few questions for each kind of asker; nothing of it is changed. */
export function noteReads(door: FrontDoor): Map<string, Question[]> {
  const noted = new Map<string, Question[]>()
  const note = (question: Question) => {
    const place = `${question.name}, ${kindOf(question.actor)}`
    const known = noted.get(place) ?? []
    noted.set(place, known)
    const said = JSON.stringify(question.args)
    if (known.length < MOST && !known.some(({ args }) => JSON.stringify(args) === said)) known.push(question)
  }
  const { services } = door
  door.services = (request, env, background) => {
    const opened = services(request, env, background)
    if (!opened) return null
    return {
      ...opened,
      contextFor(actor, mark, lead) {
        const ctx = opened.contextFor(actor, mark, lead)
        if (actor.kind !== "member" || actor.key) return ctx
        const noting = (noun: string, reads: object) =>
          new Proxy(reads, {
            get(target, method) {
              const found: unknown = Reflect.get(target, method)
              if (typeof found !== "function") return found
              return (...args: unknown[]) => {
                note({ name: `${noun}.${String(method)}`, args, actor })
                return Reflect.apply(found, target, args)
              }
            },
          })
        const read = new Proxy(ctx.read, {
          get: (target, noun) => noting(String(noun), Reflect.get(target, noun)),
        })
        return { ...ctx, read }
      },
    }
  }
  return noted
}
