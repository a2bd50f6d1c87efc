import { paths } from "../../../web/paths.ts"
import { estateFile } from "../import-forms.ts"
import type { Acts, Stage } from "./stage.ts"

const community = "510104018004"
let slug = ""

const place = "510104018999"
const operator = ({ person }: Stage) => person("operator")

/** One estate, entered, managed, retired and taken up again; a place entered, renamed, retired and taken up again. */
export const registry: Acts = {
  "registry/create-estate": {
    actions: ["estate.create"],
    async perform({ person }) {
      const page = paths.newEstate({ place: community })
      const answer = await (await person("approver")).submit(page, "/estates", { name: "走查小区" })
      const { pathname } = new URL(answer.headers.get("location") ?? "", "http://stage")
      slug = decodeURIComponent(pathname.split("/").at(-1) ?? "")
    },
  },
  "registry/edit-estate": {
    actions: ["estate.edit"],
    perform: async ({ person }) =>
      (await person("approver")).submit(paths.estateFacts(slug), "/facts", { households: "888" }),
  },
  "registry/begin-tenure": {
    actions: ["tenure.begin"],
    perform: async ({ person }) =>
      (await person("approver")).submit(paths.tenures(slug), "/tenures", {
        company: "示例·岷禾物业",
        fromDate: "2024-01-01",
      }),
  },
  "registry/end-tenure": {
    actions: ["tenure.end"],
    perform: async ({ person }) =>
      (await person("approver")).submit(paths.tenures(slug), "/end", { toDate: "2024-11-30" }),
  },
  "registry/remove-tenure": {
    actions: ["tenure.remove"],
    perform: async ({ person }) => (await person("approver")).submit(paths.tenures(slug), "/removal"),
  },
  "registry/retire-estate": {
    actions: ["estate.retire"],
    perform: async ({ person }) =>
      (await person("approver")).submit(paths.retirement(slug), "/retirement", {
        reason: "拆迁",
        confirmed: "yes",
      }),
  },
  "registry/reinstate-estate": {
    actions: ["estate.reinstate"],
    perform: async ({ person }) =>
      (await person("approver")).submit(paths.estateSheet(slug), "/reinstatement"),
  },
  "registry/import-estates": {
    actions: ["estate.import"],
    perform: async ({ person }) =>
      (await person("approver")).upload(
        paths.import("estates"),
        estateFile(`走查导入苑,${community},500,,示例·岷禾物业,,2023-01-01,`),
        "/confirmation",
      ),
  },
  "registry/import-places": {
    actions: ["place.import"],
    perform: async (stage) =>
      (await operator(stage)).upload(
        paths.import("places"),
        "区划代码*,名称*\r\n510104018998,走查三社区",
        "/confirmation",
      ),
  },
  "registry/create-place": {
    actions: ["place.create"],
    perform: async (stage) =>
      (await operator(stage)).submit(paths.newPlace(), "/places", { code: place, name: "走查社区" }),
  },
  "registry/rename-place": {
    actions: ["place.rename"],
    perform: async (stage) =>
      (await operator(stage)).submit(paths.place(place), "/name", { name: "走查二社区" }),
  },
  "registry/retire-place": {
    actions: ["place.retire"],
    perform: async (stage) => (await operator(stage)).submit(paths.place(place), "/retirement"),
  },
  "registry/reinstate-place": {
    actions: ["place.reinstate"],
    perform: async (stage) => (await operator(stage)).submit(paths.place(place), "/reinstatement"),
  },
}
