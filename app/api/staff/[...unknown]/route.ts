import { refuseUnknownResource } from "@/app/_http/refuse-unknown-resource";

export {
  refuseUnknownResource as DELETE,
  refuseUnknownResource as GET,
  refuseUnknownResource as PATCH,
  refuseUnknownResource as POST,
  refuseUnknownResource as PUT,
};
