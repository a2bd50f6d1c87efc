import { formsOf } from "../../scripts/bench/forms.ts"
import { paths } from "../../web/paths.ts"
import type { FrontDoor } from "./front-door.ts"
import { type Shown, shown } from "./quarter-forms.ts"

type Of = "estates" | "places"

/** Files at the pages that import them. */
export interface Imports {
  /** Chooses a file on the page, as a person does; a text is a CSV. */
  upload(who: string, file: string | Uint8Array, of?: Of): Promise<Shown>
  /** Presses the button of a preview. */
  confirm(who: string, preview: Shown, more?: Record<string, string>): Promise<Shown>
  /** How many rows a table holds. */
  count(table: string): Promise<number>
}

/** Opens the pages that import files at a front door. */
export function openImports(door: FrontDoor): Imports {
  return {
    async upload(who, file, of = "estates") {
      const body = new FormData()
      body.set("file", new File([typeof file === "string" ? file : file.slice()], "表.csv"))
      return shown(await (await door.as(who)).send(paths.import(of), { method: "POST", body }))
    },
    async confirm(who, preview, more = {}) {
      const form = formsOf(preview.html).find(({ action }) => action.endsWith("/confirmation"))
      if (!form) throw new Error(`no preview: ${preview.words}`)
      const fields = { ...Object.fromEntries(form.fields), ...more }
      return shown(await (await door.as(who)).post(form.action, fields))
    },
    async count(table) {
      const [row] = await door.cell.rows(`select count(*) n from ${table}`)
      return Number(row?.["n"])
    },
  }
}

/** The titles of a file of estates, and lines under them. */
export function estateFile(...lines: string[]): string {
  const header = "小区名称*,区划代码*,户数,微网格数,管理公司,统一社会信用代码,开始日,结束日"
  return [header, ...lines].join("\r\n")
}
