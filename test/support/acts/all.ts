import { account } from "./account.ts"
import { archive } from "./archive.ts"
import { awards } from "./awards.ts"
import { filing } from "./filing.ts"
import { jobs } from "./jobs.ts"
import { judging } from "./judging.ts"
import { leaving } from "./leaving.ts"
import { nominations } from "./nominations.ts"
import { people } from "./people.ts"
import { programmes } from "./programmes.ts"
import { programs } from "./programs.ts"
import { registry } from "./registry.ts"
import { reviews } from "./reviews.ts"
import type { Acts } from "./stage.ts"

/** Every act of the product, in the order in which they are performed on one stage. */
export const allActs: Acts = {
  ...filing,
  ...account,
  ...people,
  ...registry,
  ...programs,
  ...programmes,
  ...nominations,
  ...judging,
  ...reviews,
  ...awards,
  ...archive,
  ...leaving,
  ...jobs,
}
