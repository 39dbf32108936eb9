// What every page needs from a script. Everything works without it; this only makes it kinder.
import { lockOnSubmit } from "./lock.js";
import { askFirst } from "./confirm.js";
import { previewFiles } from "./preview.js";
import { leadToMistake } from "./mistakes.js";
import { startOutbox } from "./outbox/shell.js";

askFirst(document);
lockOnSubmit(document);
previewFiles(document);
leadToMistake(document);
startOutbox();
