import { formsOf } from "../../scripts/bench/forms.ts"
import { paths } from "../../web/paths.ts"
import type { FrontDoor } from "./front-door.ts"
import { freshKey, type Shown, shown } from "./quarter-forms.ts"

export type Typed = Record<string, string>

/** A community of 锦江区 in which the demonstration has no estate, and one of 青羊区. */
export const jinjiang = "510104035018"
export const qingyang = "510105005002"

/** The pages of the registry, as people use them. */
export interface Registry {
  page(who: string, path: string): Promise<Shown>
  /** Sends the form of a page whose action ends so, with changes; a field set to null is left out. */
  send(who: string, page: string, form: string, changes: Record<string, string | null>): Promise<Shown>
  /** Enters an estate as the city's approver; answers its slug. */
  enter(facts: Typed): Promise<string>
  /** A company begins to manage. */
  begin(slug: string, company: string, fromDate: string, more?: Typed): Promise<Shown>
}

/** Opens the registry's pages at a front door. */
export function openRegistry(door: FrontDoor): Registry {
  const page: Registry["page"] = async (who, path) => shown(await (await door.as(who)).get(path))
  const send: Registry["send"] = async (who, path, form, changes) => {
    const before = await page(who, path)
    const found = formsOf(before.html).find(({ action }) => action.endsWith(form))
    if (!found) throw new Error(`${path} (${before.status}) has no form ${form}`)
    const fields = new Map<string, string | null>([...found.fields, ...Object.entries(changes)])
    const typed = [...fields].filter((field): field is [string, string] => field[1] !== null)
    return shown(await (await door.as(who)).post(found.action, typed))
  }
  return {
    page,
    send,
    async enter(facts) {
      const answer = await shown(
        await (await door.as("city")).post(paths.estates(), {
          key: freshKey(),
          placeCode: jinjiang,
          ...facts,
        }),
      )
      if (answer.status !== 303) throw new Error(`not entered: ${answer.words}`)
      return answer.location.replace(/^.*\//, "").replace(/\?.*$/, "")
    },
    begin: (slug, company, fromDate, more = {}) =>
      send("city", paths.tenures(slug), "/tenures", { company, fromDate, ...more }),
  }
}
