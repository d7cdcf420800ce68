// What an administrator can do about one person's sign-in. Closing it asks once more, because it ends their work at once.
import { useState } from "preact/hooks";
import { Button } from "../../../ui/button.tsx";
import { Cluster } from "../../../ui/stack.tsx";
import { VisuallyHidden } from "../../../ui/visually-hidden.tsx";

export function PersonActs(props: {
  readonly name: string;
  readonly canSignIn: boolean;
  readonly onChange: () => void;
  readonly onNewCode: () => void;
  readonly onReset: () => void;
  readonly onClose: () => void;
}) {
  const { name } = props;
  const [isSure, setIsSure] = useState(false);
  return (
    <Cluster>
      <Button variant="quiet" onClick={props.onChange}>
        Change <VisuallyHidden>{name}</VisuallyHidden>
      </Button>
      <Button variant="quiet" onClick={props.onNewCode}>
        New code <VisuallyHidden>{`for ${name}`}</VisuallyHidden>
      </Button>
      {props.canSignIn && (
        <>
          <Button variant="quiet" onClick={props.onReset}>
            Reset second step <VisuallyHidden>{`of ${name}`}</VisuallyHidden>
          </Button>
          <Button
            variant={isSure ? "danger" : "quiet"}
            onClick={() => (isSure ? props.onClose() : setIsSure(true))}
          >
            {isSure ? "Yes, close it now" : "Close sign-in"} <VisuallyHidden>{`of ${name}`}</VisuallyHidden>
          </Button>
        </>
      )}
    </Cluster>
  );
}
