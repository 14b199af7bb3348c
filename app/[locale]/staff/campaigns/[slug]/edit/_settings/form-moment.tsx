"use client";

import { useContext } from "react";
import { MomentField } from "@/app/_components/moment-field";
import { FormState } from "../../../../_components/action-form";

type FormMomentProps = { name: string; label: string; hint: string; value: string | null };

/** A time field of an `ActionForm`. It is replaced when the stored time changes. */
export function FormMoment(props: FormMomentProps) {
  const { errors } = useContext(FormState);
  return <MomentField key={props.value} {...props} error={errors[props.name]?.[0]} />;
}
