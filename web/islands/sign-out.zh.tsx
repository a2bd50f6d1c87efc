import { signingOut } from "../text/zh/signing-out.ts"
import { watchSignOut } from "./saving/sign-out.ts"

watchSignOut(signingOut)
