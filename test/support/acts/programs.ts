import { paths } from "../../../web/paths.ts"
import type { Acts } from "./stage.ts"

let page = ""

/** An API key, made, replaced and revoked. */
export const programs: Acts = {
  "key/create-key": {
    actions: ["key.create"],
    async perform({ person, secrets }) {
      const manager = await person("manager")
      const changes = { name: "接口", "scope:submissions:read": "yes" }
      const html = await (await manager.submit(paths.newKey(), paths.keys(), changes)).text()
      secrets.add(/value="(shige_[^"]+)"/.exec(html)?.[1] ?? "")
      page = /href="(\/keys\/[^"]+)"/.exec(html)?.[1] ?? ""
    },
  },
  "key/rotate-key": {
    actions: ["key.rotate"],
    async perform({ person, secrets }) {
      const html = await (await (await person("manager")).submit(page, "/rotation")).text()
      secrets.add(/value="(shige_[^"]+)"/.exec(html)?.[1] ?? "")
    },
  },
  "key/revoke-key": {
    actions: ["key.revoke"],
    perform: async ({ person }) =>
      (await person("manager")).submit(page, "/revocation", { confirmed: "yes" }),
  },
}
