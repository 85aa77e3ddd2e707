import { Component, type ErrorInfo, type ReactNode } from "react";
import { Button } from "../../ui/Button.tsx";
import "./shell.css";

export interface PageBoundaryProps {
  /** Name of the page, for the message. */
  readonly page: string;
  readonly children: ReactNode;
  readonly onError?: (error: unknown, info: ErrorInfo) => void;
}

/**
 * Keeps a fault in one page from taking the site with it. Text and settings live in the address and
 * the store, outside the page, so drawing it again loses nothing.
 */
export class PageBoundary extends Component<
  PageBoundaryProps,
  { readonly message: string | null }
> {
  override state = { message: null };

  static getDerivedStateFromError(error: unknown) {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo) {
    this.props.onError?.(error, info);
  }

  override render() {
    if (this.state.message === null) return this.props.children;
    return (
      <div className="page-problem" role="alert">
        <h1>The page {this.props.page} stopped</h1>
        <p>
          Something in it failed: {this.state.message}. What you typed is kept. Draw the page again,
          or go to another one; if it fails again, reload the site.
        </p>
        <Button kind="primary" onClick={() => this.setState({ message: null })}>
          Draw it again
        </Button>
      </div>
    );
  }
}
