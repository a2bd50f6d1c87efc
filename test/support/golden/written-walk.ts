import type { Actor } from "../../../worker/domain/actor.ts"
import type { UseCaseContext } from "../../../worker/usecases/context.ts"
import type { FrontDoor } from "../front-door.ts"
import { recordRows } from "./recorded-rows.ts"
import { writtenLines } from "./written-rows.ts"

/** Who acts, as the table names people. */
function nameOf(actor: Actor): string {
  if (actor.kind === "system") return actor.job
  if (actor.kind !== "member") return "anybody"
  const { level, organisation, role, key } = actor
  return `${key ? "key of " : ""}${level ?? organisation.kind} ${role}`
}

/** Which tables and columns a line is about: writes that differ in nothing else are told once. */
const shapeOf = (line: string) =>
  line.replace(/(?<=^(?:update \w+|event|(?:insert|delete) \w+)) ?[^:]*:/, ":").replace(/(\w+) [^·→]*/g, "$1")

/**
 * Notes what each write at a door writes from now on, row by row: action and who acted → what was written, each way of it
 * once.
 */
export async function noteWrites(door: FrontDoor): Promise<ReadonlyMap<string, readonly string[][]>> {
  const recorder = await recordRows(door.cell.client)
  const written = new Map<string, string[][]>()
  const shapes = new Set<string>()
  const watched = <A extends Actor>(ctx: UseCaseContext<A>): UseCaseContext<A> => ({
    ...ctx,
    async write(command, change) {
      const at = ctx.now()
      await recorder.forget()
      const done = await ctx.write(command, change)
      const lines = await writtenLines(recorder, ctx.actor, at)
      const place = `${command.action}, by ${nameOf(ctx.actor)}`
      const shape = `${place}\n${lines.map(shapeOf).join("\n")}`
      if (!shapes.has(shape)) written.set(place, [...(written.get(place) ?? []), lines])
      shapes.add(shape)
      return done
    },
  })
  const { services } = door
  door.services = (request, env, background) => {
    const opened = services(request, env, background)
    if (!opened) return null
    return {
      ...opened,
      contextFor: (actor, mark, lead) => watched(opened.contextFor(actor, mark, lead)),
    }
  }
  const { contextFor } = door.cell
  door.cell.contextFor = (actor) => watched(contextFor(actor))
  return written
}
