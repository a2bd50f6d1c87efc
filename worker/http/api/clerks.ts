import { z } from "@hono/zod-openapi"
import { checkClerks } from "../../domain/organisation/clerks.ts"
import { assignEstates } from "../../usecases/member/assign-estates.ts"
import { hands } from "../../usecases/member/open-hands.ts"
import { actRoute } from "./act-route.ts"
import { fileProblem } from "./import-faults.ts"
import { apiRouter } from "./key-route.ts"

/** Who works on which estate of a company. */
export const clerksApi = apiRouter()

actRoute(
  clerksApi,
  {
    path: "/members",
    tags: ["members"],
    params: z.object({}),
    async told(c, { error }) {
      if (error.rule !== "import_faults" && error.rule !== "explain") return error
      const { rows } = assignEstates.input.parse(await c.req.json())
      const { faults, notes } = checkClerks(rows, await hands.open(c.var.ctx, {}))
      return error.rule === "explain"
        ? fileProblem(c.var.text, notes, null, "import_unconfirmed")
        : fileProblem(c.var.text, faults)
    },
  },
  assignEstates,
  {
    operationId: "assignEstates",
    method: "post",
    at: "/estates",
    answer: z.object({ changed: z.number().int() }).openapi("DividedEstates"),
    asked: (given) => ({ given }),
    show: ({ result: { count } }) => ({ changed: count }),
  },
)
