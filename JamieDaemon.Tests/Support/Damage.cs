namespace JamieDaemon.Tests.Support;

/// <summary>What can happen to one value of a JSON text.</summary>
internal enum Damage
{
    Dropped,
    Nulled,
    Emptied,
    ToString,
    ToNumber,
    ToTrue,
    ToFalse,
    ToArray,
    ToObject,

    /// <summary>A list of the value alone.</summary>
    Wrapped,

    /// <summary>A string of 70 kB, a number beyond every type, a list or an object of 2,000 more.</summary>
    Huge,

    /// <summary>As an array in an array, a hundred times.</summary>
    Deep,

    /// <summary>There twice.</summary>
    Doubled,

    /// <summary>There, then there again as null.</summary>
    DoubledAsNull,

    /// <summary>Half a surrogate pair, escaped.</summary>
    HalfCharacter,

    /// <summary>Bytes that are no UTF-8.</summary>
    BrokenBytes,

    /// <summary>Beside it something nobody knows, with half a surrogate pair in name and text.</summary>
    OddNeighbour,
}
