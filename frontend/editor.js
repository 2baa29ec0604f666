// What the pages use of the editor; web/static/query.js says how.
import "@zazuko/yasqe/build/yasqe.min.css";

export { Yasqe } from "@zazuko/yasqe";
