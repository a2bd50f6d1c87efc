import type { Text } from "../../web/text/text.ts"
import type { MemberActor } from "../domain/actor.ts"
import type { UploadLimit } from "../domain/selection/attachment.ts"
import type { UseCaseContext } from "../usecases/context.ts"
import type { UploadPlace } from "./middleware/upload-places.ts"
import type { SentPage } from "./public/sent-page.ts"
import type { Services } from "./services.ts"

/** What middleware puts on the request, in the order of app.ts. */
export interface AppEnv {
  Bindings: object
  Variables: {
    requestId: string
    services: Services
    text: Text
    actor: MemberActor | null
    /** Set for HEAD, which is answered as GET is: nobody reads the body. */
    headOnly?: true
    /** Set by a route of the API that has read which version was seen. */
    namesVersion?: boolean
    /** Set where a form without files was larger than it may be: what was typed, as far as it was read. */
    typedInVain?: string[]
    /** Set where a form with files was larger than it may be: of its files the middle is missing. */
    tooLarge?: UploadLimit
    /** Set where a visitor's form with files found no place (see body-size.ts): of its files the middle is missing. */
    uploadsBusy?: true
    uploadPlace?: UploadPlace
    /** Set by a public page that is kept and may be sent again as it is. */
    sentPage?: SentPage
  }
}

/** Signed-in routes: the actor is known and the use-case context is bound to its scope. */
export interface DeskEnv extends AppEnv {
  Variables: AppEnv["Variables"] & { actor: MemberActor; ctx: UseCaseContext<MemberActor> }
}
