"use client";

import { useContext } from "react";
import { MomentField } from "@/app/_components/moment-field";
import { FormState } from "../../../../_components/action-form";

type FormMomentProps = { name: string; label: string; hint: string; value: string | null };

/** A time of an `ActionForm`. A time that was set elsewhere meanwhile takes the place of what stood here. */
export function FormMoment(props: FormMomentProps) {
  const { errors } = useContext(FormState);
  return <MomentField key={props.value} {...props} error={errors[props.name]?.[0]} />;
}
