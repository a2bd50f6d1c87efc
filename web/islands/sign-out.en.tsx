import { signingOut } from "../text/en/signing-out.ts"
import { watchSignOut } from "./saving/sign-out.ts"

watchSignOut(signingOut)
